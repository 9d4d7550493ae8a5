import { expose } from 'comlink';
import { EngineError } from '#domain/job/errors.ts';
import { callNames } from '#engine/calls.ts';
import type { EngineSettings, PhotoInfo, PhotoSource, RenderResult } from '#engine/contract.ts';
import { installWireHandlers } from '#engine/wire.ts';
import { createWorkerApi, type Engine } from '#engine/workerApi.ts';
import { createClient } from '../client.ts';
import type { Cartoonizer } from '../types.ts';
import type { WorkerLink } from '../workerLink.ts';

/** A worker's side of the wire in this thread: real Comlink, real channel, real job handling. */
export interface InProcessWorker {
  readonly settings: EngineSettings;
  /** Cuts the channel and reports the worker's death, as a browser would. */
  kill(): void;
}

export interface TestBench {
  readonly client: Cartoonizer;
  /** Every worker the client has started, oldest first. */
  readonly workers: readonly InProcessWorker[];
  close(): void;
}

/** A client whose workers run `engine(n)`, n counting the workers from 1. */
export function createTestBench(
  engine: (workerNumber: number) => Partial<Engine>,
  watchdog = { tickMs: 10_000, silentTicks: 12 },
  runsPerWorker?: number,
): TestBench {
  installWireHandlers();
  const workers: InProcessWorker[] = [];
  const ports: MessagePort[] = [];

  function startWorker(): WorkerLink {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    const workerNumber = workers.length + 1;
    let settings: EngineSettings | undefined;
    let reportLoss: (detail: string) => void = () => undefined;
    const createEngine = (given: EngineSettings): Engine => {
      settings = given;
      return { ...refuseAll, ...engine(workerNumber) };
    };
    expose(createWorkerApi(createEngine), port2);
    workers.push({
      get settings() {
        if (!settings) throw new Error('the worker was never connected');
        return settings;
      },
      kill() {
        port2.close();
        reportLoss('killed by the test');
      },
    });
    return {
      endpoint: port1,
      watchFailure: (onLost) => {
        reportLoss = onLost;
      },
      watchEnd: () => undefined,
      terminate: () => {
        reportLoss = () => undefined;
        port1.close();
        port2.close();
      },
    };
  }

  const client = createClient({
    assetBaseUrl: 'http://localhost/',
    backend: 'auto',
    diagnostics: false,
    watchdog,
    runsPerWorker,
    startWorker,
  });
  return {
    client,
    workers,
    close() {
      client.close();
      for (const port of ports) port.close();
    },
  };
}

const refuse = (): Promise<never> =>
  Promise.reject(new EngineError('INTERNAL', 'prepare', 'not part of this test'));

const refuseAll: Engine = {
  ...(Object.fromEntries(callNames.map((name) => [name, refuse])) as unknown as Engine),
  plannedBackend: async () => 'wasm',
  release: () => undefined,
};

/** Stands for an ImageBitmap, which Node lacks: transferable and closable; `closed` tells when. */
export function transferableHandle(): { handle: ImageBitmap; closed: Promise<void> } {
  const { port1, port2 } = new MessageChannel();
  const closed = new Promise<void>((resolve) => {
    port1.addEventListener('close', () => resolve());
  });
  return { handle: port2 as unknown as ImageBitmap, closed };
}

export function photoInfo({ photoId, blob }: PhotoSource): PhotoInfo {
  return {
    photoId,
    width: 4,
    height: 3,
    format: 'png',
    sizeBytes: blob.size,
    notices: [],
    preview: transferableHandle().handle,
  };
}

export function renderResult(bitmap = transferableHandle().handle): RenderResult {
  return {
    bitmap,
    faces: [],
    notices: ['noFace'],
    timingsMs: { compose: 1 },
    isRecalled: false,
    backend: { id: 'wasm', threads: 1, reason: 'noWebGpu' },
  };
}
