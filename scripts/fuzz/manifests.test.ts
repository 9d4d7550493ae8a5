import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createBadManifest, hostileNames, judgeManifest } from './manifests.ts';

const sound = readFileSync('public/models/manifest.json', 'utf8');

test('bad manifests are refused as MODEL_CORRUPT or fit to be used', () => {
  const answers = Array.from({ length: 1000 }, (_, index) =>
    judgeManifest(createBadManifest(sound, 1, index)),
  );
  expect(new Set(answers)).toEqual(new Set(['accepted', 'MODEL_CORRUPT']));
});

test('a seed and a number always give the same manifest', () => {
  expect(createBadManifest(sound, 3, 5)).toBe(createBadManifest(sound, 3, 5));
  expect(createBadManifest(sound, 3, 6)).not.toBe(createBadManifest(sound, 3, 5));
});

test.each([...hostileNames])('a file may not be named %j', (name) => {
  const places = [
    (manifest: Sound) => (manifest.model.files.painter.file = name),
    (manifest: Sound) => (manifest.model.selfTest.file = name),
    (manifest: Sound) => (manifest.model.card = name),
    (manifest: Sound) => (manifest.styles[0]!.thumbnail = name),
  ];
  for (const put of places) {
    const manifest = JSON.parse(sound) as Sound;
    put(manifest);
    expect(judgeManifest(JSON.stringify(manifest))).toBe('MODEL_CORRUPT');
  }
});

/** What of the manifest names a file. */
interface Sound {
  readonly model: {
    readonly files: { readonly painter: { file: string } };
    readonly selfTest: { file: string };
    card: string;
  };
  readonly styles: { thumbnail: string }[];
}
