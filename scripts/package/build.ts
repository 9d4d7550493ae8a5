import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { billOfMaterials } from '../supply/billOfMaterials.ts';
import { bundledPackages } from '../supply/bundledPackages.ts';
import { licencesFile } from '../supply/licences.ts';
import { shippedPackages } from '../supply/shippedPackages.ts';
import { buildEntry } from './buildEntry.ts';

// `npm run package` fills packages/toonroom/dist with what is published: the SDK, the engine, models, runtimes, types.

const root = join(import.meta.dirname, '../..');
const packageDir = join(root, 'packages/toonroom');
const dist = join(packageDir, 'dist');

rmSync(dist, { recursive: true, force: true });
const bundled = bundledPackages();

await buildEntry('index', dist, [bundled.plugin]);
await buildEntry('worker', dist, [bundled.plugin]);

for (const part of ['models', 'mediapipe']) {
  cpSync(join(root, 'public', part), join(dist, part), { recursive: true });
}
copyTypes();
for (const file of ['LICENSE', 'NOTICE']) cpSync(join(root, file), join(packageDir, file));
const shipped = shippedPackages(root, bundled.paths());
writeFileSync(join(packageDir, 'licences.txt'), licencesFile(root, shipped));
writeFileSync(join(packageDir, 'sbom.cdx.json'), billOfMaterials(root, shipped));

/** The declarations that the public ones need, as the compiler wrote them. */
function copyTypes(): void {
  const { status } = spawnSync('npx tsc -b packages/toonroom/src/sdk', {
    cwd: root,
    shell: true,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The types do not compile.');
  const from = join(root, '.cache/tsc/packages/toonroom/src');
  const wanted = new Set<string>();
  collect(join(from, 'sdk/index.d.ts'), from, wanted);
  for (const path of wanted) {
    const target = join(dist, 'types', relative(from, path));
    mkdirSync(join(target, '..'), { recursive: true });
    // Declarations name each other by the files that they will be beside.
    const text = readFileSync(path, 'utf8').replace(/(from '\.[^']*)\.ts'/g, "$1.js'");
    writeFileSync(target, text);
  }
}

function collect(path: string, from: string, wanted: Set<string>): void {
  if (wanted.has(path)) return;
  wanted.add(path);
  for (const [, name] of readFileSync(path, 'utf8').matchAll(
    /(?:from|import\()\s*'([^']+)\.ts'/g,
  )) {
    const next = name!.startsWith('#') ? join(from, name!.slice(1)) : join(path, '..', name!);
    collect(`${next}.d.ts`, from, wanted);
  }
}

const size = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name)).length, 0);
console.log(`packages/toonroom/dist: ${(size(dist) / 1e6).toFixed(1)} MB`);
