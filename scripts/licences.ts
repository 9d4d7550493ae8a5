import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages whose code or files end up in the build, with the copyright of those without a file. */
const SHIPPED_PACKAGES: readonly { readonly name: string; readonly copyright?: string }[] = [
  { name: '@fontsource/dela-gothic-one' },
  { name: '@mediapipe/tasks-vision', copyright: 'Copyright The MediaPipe Authors' },
  { name: 'client-zip' },
  { name: 'comlink' },
  { name: 'idb-keyval' },
  { name: 'onnxruntime-web', copyright: 'Copyright (c) Microsoft Corporation' },
  { name: 'react' },
  { name: 'react-dom' },
  { name: 'scheduler' },
  { name: 'zustand' },
];

/** NOTICE, this project's licence, and the licence of every package in the build, as one text. */
export function licencesFile(rootDir: string): string {
  const read = (path: string): string => readFileSync(join(rootDir, path), 'utf8').trim();
  const licence = ({ name, copyright }: (typeof SHIPPED_PACKAGES)[number]): string => {
    const folder = `node_modules/${name}`;
    if (copyright === undefined) {
      const file = readdirSync(join(rootDir, folder)).find((entry) => /^licen[cs]e/i.test(entry));
      return `${name}\n\n${read(`${folder}/${file}`)}`;
    }
    const { license } = JSON.parse(read(`${folder}/package.json`)) as { license: string };
    return `${name}\n\n${copyright}\nLicence: ${license}; its terms stand in this file.`;
  };
  return `${[read('NOTICE'), read('LICENSE'), ...SHIPPED_PACKAGES.map(licence)].join(
    `\n\n${'='.repeat(80)}\n\n`,
  )}\n`;
}
