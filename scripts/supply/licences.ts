import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShippedPackage } from './shippedPackages.ts';

const packagesTitle = 'Software and font, as npm packages\n';

/** NOTICE, this project's licence, and the licence of every package in the build, as one text. */
export function licencesFile(rootDir: string, shipped: readonly ShippedPackage[]): string {
  const read = (path: string): string =>
    readFileSync(join(rootDir, path), 'utf8').replaceAll('\r\n', '\n').trim();
  const terms = ({ name, licence, copyright, terms }: ShippedPackage): string =>
    `${name}\n\n${terms ?? `${copyright}\nLicence: ${licence}; its terms stand in this file.`}`;
  return `${[withPackages(read('NOTICE'), shipped), read('LICENSE'), ...shipped.map(terms)].join(
    `\n\n${'='.repeat(80)}\n\n`,
  )}\n`;
}

/** A NOTICE whose list of packages is this one; all else in it is written by hand. */
function withPackages(notice: string, shipped: readonly ShippedPackage[]): string {
  const start = notice.indexOf(packagesTitle) + packagesTitle.length;
  const end = notice.indexOf('\n\n', start);
  if (start < packagesTitle.length || end < 0) throw new Error('NOTICE has no list of packages.');
  const rows = shipped.map(({ name, version, licence, copyright }) =>
    ['', `${name} ${version}`.padEnd(34), licence.padEnd(10), copyright].join('  '),
  );
  return notice.slice(0, start) + rows.join('\n') + notice.slice(end);
}
