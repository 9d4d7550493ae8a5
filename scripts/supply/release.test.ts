import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { packageFolder } from './bundledPackages.ts';
import { isShippable } from './licencePolicy.ts';
import { shippedPackages } from './shippedPackages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Component {
  readonly type: string;
  readonly name: string;
  readonly purl?: string;
  readonly licenses: readonly { readonly license: { readonly id: string } }[];
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

describe('a release', () => {
  const files = new Map<string, string>();
  let components: readonly Component[] = [];

  beforeAll(async () => {
    vi.stubEnv('NODE_ENV', 'production');
    const result = await build({ root, logLevel: 'silent', build: { write: false } });
    if (Array.isArray(result) || !('output' in result)) throw new Error('Not one build.');
    for (const file of result.output) {
      if (file.type === 'asset') files.set(file.fileName, file.source.toString());
    }
    const bill = JSON.parse(files.get('sbom.cdx.json')!) as { components: Component[] };
    components = bill.components;
  });
  afterAll(() => vi.unstubAllEnvs());

  const licences = (): string[] => files.get('licences.txt')!.split(`\n\n${'='.repeat(80)}\n\n`);
  const ofType = (type: string): Component[] => components.filter((part) => part.type === type);

  // `npm run notice` writes it.
  it('comes with the NOTICE that the repository holds', async () => {
    await expect(`${licences()[0]}\n`).toMatchFileSnapshot(join(root, 'NOTICE'));
  });

  it('holds nothing under a licence that may not be shipped', () => {
    const refused = components.filter(
      ({ name, licenses }) => !isShippable(name, licenses[0]?.license.id),
    );
    expect(components.length).toBeGreaterThan(10);
    expect(refused.map(({ name }) => name)).toEqual([]);
  });

  it('tells the visitor the licence of every package', () => {
    for (const { purl } of ofType('library')) {
      const name = /^pkg:npm\/(.+)@/.exec(decodeURIComponent(purl!))![1];
      const terms = licences().find((part) => part.startsWith(`${name}\n\n`));
      expect(terms).toMatch(/Copyright.*Licen[cs]e|Licen[cs]e.*Copyright/is);
    }
    for (const title of ['SIL OPEN FONT LICENSE', 'Apache License', 'MIT License']) {
      expect(files.get('licences.txt')).toContain(title);
    }
  });

  it('has a bill of materials that is valid CycloneDX 1.6', async () => {
    const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
    const bill = files.get('sbom.cdx.json')!;
    expect(await validator.validate(bill)).toBeNull();
    expect(await validator.validate(bill.replace('"library"', '"book"'))).not.toBeNull();
  });

  it('lists every model with the hash that its file has', () => {
    const inFolder = (folder: string, kind: RegExp): string[] =>
      readdirSync(join(root, 'public', folder))
        .filter((file) => kind.test(file))
        .map((file) => `${folder}/${file}`);
    const present = [...inFolder('mediapipe', /./), ...inFolder('models', /\.onnx$/)];
    const sha256 = (path: string): string =>
      createHash('sha256')
        .update(readFileSync(join(root, 'public', path)))
        .digest('hex');
    expect(ofType('machine-learning-model').map(({ name, hashes }) => [name, hashes])).toEqual(
      present.toSorted().map((path) => [path, [{ alg: 'SHA-256', content: sha256(path) }]]),
    );
  });
});

describe('packages that are carried inside others', () => {
  it('are onnxruntime-common in onnxruntime-web, by its source maps', () => {
    for (const bundle of ['wasm', 'jspi']) {
      const path = `node_modules/onnxruntime-web/dist/ort.${bundle}.min.mjs.map`;
      const { sources } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
        sources: string[];
      };
      const folders = sources.map((source) => /^.*\/lib\//.exec(source)?.[0] ?? source);
      expect([...new Set(folders)].toSorted()).toEqual(['../../common/lib/', '../lib/']);
    }
  });
});

describe('packageFolder', () => {
  it.each([
    ['/home/me/app/node_modules/react/cjs/react.js', 'node_modules/react'],
    ['C:/app/node_modules/@a/b/x.wasm?url', 'node_modules/@a/b'],
    ['\0/app/node_modules/a/node_modules/@b/c/x.js?commonjs', 'node_modules/a/node_modules/@b/c'],
    ['node_modules/@fontsource/x/files/x.woff2', 'node_modules/@fontsource/x'],
    ['/home/me/app/src/main.tsx', undefined],
    ['\0rolldown/runtime.js', undefined],
  ])('of %j is %j', (id, folder) => expect(packageFolder(id)).toBe(folder));
});

describe('shippedPackages', () => {
  it('refuses a package of which too little is known', () => {
    expect(() => shippedPackages(root, ['node_modules/.bin'])).toThrow('node_modules/.bin');
  });
});
