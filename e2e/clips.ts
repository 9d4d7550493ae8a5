import { createHash } from 'node:crypto';
import type { BrowserContext, Page } from '@playwright/test';
import type { PhotoFile } from './photos.ts';

/** A clip to be made of a portrait with the browser's own encoders. */
export interface ClipOrder {
  readonly kind: 'mp4' | 'webm' | 'gif';
  readonly name: string;
  /** Address of the portrait; a plain gradient where absent. */
  readonly portrait?: string;
  /** As stored: a clip that is rotated by 90° is shown with these exchanged. */
  readonly width: number;
  readonly height: number;
  readonly rotation?: 0 | 90;
  /** When each frame begins, seconds; the last number is the end. */
  readonly times: readonly number[];
  readonly hasSound?: boolean;
  /** Standard deviation of the noise, 0..255. */
  readonly noise?: number;
  /** Without a picture. */
  readonly isSoundOnly?: boolean;
}

/** What a clip holds. */
export interface ReadClip {
  /** As shown. */
  readonly width: number;
  readonly height: number;
  readonly videoCodec: string;
  readonly times: readonly number[];
  readonly durationS: number;
  readonly sound: { readonly codec: string; readonly packets: readonly string[] } | null;
  /** Mean difference of consecutive frames, 0..255. */
  readonly change: number;
  /** The first frame's mean colour in the middle, r g b. */
  readonly middle: readonly number[];
}

const libraries: Readonly<Record<string, string>> = {
  'mediabunny.mjs': 'node_modules/mediabunny/dist/bundles/mediabunny.min.mjs',
  'gif.mjs': 'node_modules/modern-gif/dist/index.mjs',
  'modern-palette': 'node_modules/modern-palette/dist/index.mjs',
};

/** A page of its own in which clips are made and read. */
export class ClipMaker {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(context: BrowserContext): Promise<ClipMaker> {
    const page = await context.newPage();
    const importMap = JSON.stringify({ imports: { 'modern-palette': '/clips/modern-palette' } });
    await page.route('**/clips/**', async (route) => {
      const name = new URL(route.request().url()).pathname.split('/').at(-1)!;
      const path = libraries[name];
      await (path
        ? route.fulfill({ path, contentType: 'text/javascript' })
        : route.fulfill({
            contentType: 'text/html',
            body: `<!doctype html><script type="importmap">${importMap}</script>`,
          }));
    });
    await page.goto('/clips/');
    return new ClipMaker(page);
  }

  async close(): Promise<void> {
    await this.#page.close();
  }

  async make(order: ClipOrder): Promise<PhotoFile> {
    const bytes = await this.#page.evaluate(async (wanted) => {
      const { width, height, rotation = 0, times, noise = 0 } = wanted;
      const load = (name: string) => import(`/clips/${name}`);
      const frames = times.slice(0, -1);
      const still = wanted.portrait
        ? await createImageBitmap(await (await fetch(wanted.portrait)).blob())
        : null;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      const random = (() => {
        let state = 5;
        return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
      })();
      const film = (timeS: number): void => {
        context.setTransform(1, 0, 0, 1, 0, 0);
        const sky = context.createLinearGradient(0, 0, width, height);
        sky.addColorStop(0, '#5b8dc9');
        sky.addColorStop(1, '#e8c9a0');
        context.fillStyle = sky;
        context.fillRect(0, 0, width, height);
        if (still) {
          context.translate(width / 2, height / 2);
          context.rotate((-rotation * Math.PI) / 180);
          const side = Math.max(width, height);
          const shift = noise > 0 ? 0 : 6 * Math.sin(3 * timeS);
          context.drawImage(still, -side / 2 + shift, -side / 2, side, side);
        }
        if (noise === 0) return;
        const picture = context.getImageData(0, 0, width, height);
        picture.data.forEach((value, index) => {
          const bell = random() + random() + random() + random();
          if (index % 4 !== 3) picture.data[index] = value + noise * 1.73 * bell;
        });
        context.putImageData(picture, 0, 0);
      };
      if (wanted.kind === 'gif') {
        const { Encoder } = await load('gif.mjs');
        const gif = new Encoder({ width, height });
        for (const [index, timeS] of frames.entries()) {
          film(timeS);
          const { data } = context.getImageData(0, 0, width, height);
          await gif.encode({ data, delay: Math.round((times[index + 1]! - timeS) * 1000) });
        }
        return [...new Uint8Array(await gif.flush('arrayBuffer'))];
      }
      const media = await load('mediabunny.mjs');
      const target = new media.BufferTarget();
      const format =
        wanted.kind === 'mp4' ? new media.Mp4OutputFormat() : new media.WebMOutputFormat();
      const output = new media.Output({ format, target });
      const codec = wanted.kind === 'mp4' ? 'avc' : 'vp9';
      const pictures = new media.CanvasSource(canvas, { codec, bitrate: 3e6 });
      const sounds = new media.AudioBufferSource({ codec: 'opus', bitrate: 64_000 });
      if (!wanted.isSoundOnly) output.addVideoTrack(pictures, { rotation });
      if (wanted.hasSound || wanted.isSoundOnly) output.addAudioTrack(sounds);
      await output.start();
      if (wanted.hasSound || wanted.isSoundOnly) {
        const rate = 48_000;
        const studio = new OfflineAudioContext(1, rate * times.at(-1)!, rate);
        const tone = new OscillatorNode(studio, { frequency: 330 });
        tone.connect(studio.destination);
        tone.start();
        await sounds.add(await studio.startRendering());
      }
      for (const [index, timeS] of wanted.isSoundOnly ? [] : frames.entries()) {
        film(timeS);
        await pictures.add(timeS, times[index + 1]! - timeS);
      }
      await output.finalize();
      return [...new Uint8Array(target.buffer)];
    }, order);
    const types = { mp4: 'video/mp4', webm: 'video/webm', gif: 'image/gif' };
    return { name: order.name, mimeType: types[order.kind], buffer: Buffer.from(bytes) };
  }

  /** @throws where the file is no whole video. */
  async read(file: Buffer): Promise<ReadClip> {
    const { packets, ...clip } = await this.#page.evaluate(async (base64) => {
      const load = (name: string) => import(`/clips/${name}`);
      const media = await load('mediabunny.mjs');
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const input = new media.Input({
        formats: media.ALL_FORMATS,
        source: new media.BufferSource(bytes),
      });
      const track = await input.getPrimaryVideoTrack();
      const times: number[] = [];
      const canvas = new OffscreenCanvas(track.displayWidth, track.displayHeight);
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      let before: Uint8ClampedArray | undefined;
      let middle: number[] = [];
      const changes: number[] = [];
      for await (const sample of new media.VideoSampleSink(track).samples()) {
        times.push(sample.timestamp);
        sample.draw(context, 0, 0);
        sample.close();
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        if (before) {
          let sum = 0;
          for (let index = 0; index < data.length; index++) {
            sum += Math.abs(data[index]! - before[index]!);
          }
          // A quarter of the numbers are alphas.
          changes.push(sum / (data.length * 0.75));
        } else {
          const at = 4 * (Math.floor(canvas.height / 2) * canvas.width + canvas.width / 2);
          middle = Array.from(data.slice(at, at + 3));
        }
        before = data;
      }
      const sound = await input.getPrimaryAudioTrack();
      const heard: string[] = [];
      if (sound) {
        for await (const packet of new media.EncodedPacketSink(sound).packets()) {
          heard.push(String.fromCharCode(...packet.data));
        }
      }
      return {
        width: track.displayWidth as number,
        height: track.displayHeight as number,
        videoCodec: String(track.codec),
        times,
        durationS: (await track.computeDuration()) as number,
        soundCodec: sound ? String(sound.codec) : null,
        packets: heard,
        change: changes.reduce((sum, value) => sum + value, 0) / Math.max(1, changes.length),
        middle,
      };
    }, file.toString('base64'));
    const hash = (text: string): string =>
      createHash('sha256').update(Buffer.from(text, 'latin1')).digest('hex');
    const { soundCodec, ...facts } = clip;
    const sound = soundCodec === null ? null : { codec: soundCodec, packets: packets.map(hash) };
    return { ...facts, sound };
  }

  /** How long each frame of an animated image is shown, seconds, and its size. */
  async readAnimation(
    file: Buffer,
    type: string,
  ): Promise<{
    readonly width: number;
    readonly height: number;
    readonly seconds: readonly number[];
  }> {
    return await this.#page.evaluate(
      async ([base64, mime]) => {
        const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const decoder = new ImageDecoder({ data, type: mime });
        await Promise.all([decoder.tracks.ready, decoder.completed]);
        const seconds: number[] = [];
        let [width, height] = [0, 0];
        for (
          let frameIndex = 0;
          frameIndex < decoder.tracks.selectedTrack!.frameCount;
          frameIndex++
        ) {
          const { image } = await decoder.decode({ frameIndex });
          seconds.push((image.duration ?? 0) / 1e6);
          [width, height] = [image.displayWidth, image.displayHeight];
          image.close();
        }
        return { width, height, seconds };
      },
      [file.toString('base64'), type] as const,
    );
  }
}
