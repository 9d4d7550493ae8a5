import { spawnSync } from 'node:child_process';

// `npm test`: every check in turn, quick ones first; stops at the first that fails.

const steps = [
  'assets',
  'test:types',
  'test:lint',
  'test:format',
  'test:deps',
  'test:unit',
  'build',
  'test:size',
  'test:e2e',
  'test:fuzz',
];

const seconds = (sinceMs: number): string => `${Math.round((Date.now() - sinceMs) / 1000)} s`;
const start = Date.now();

for (const [index, step] of steps.entries()) {
  console.log(`\n[${index + 1}/${steps.length}] ${step}`);
  const began = Date.now();
  // The shell finds npm on Windows too.
  const { status } = spawnSync(`npm run --silent ${step}`, { shell: true, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${step} failed after ${seconds(began)}.`);
    process.exit(status ?? 1);
  }
  console.log(`${step}: ${seconds(began)}`);
}
console.log(`\nAll passed in ${seconds(start)}.`);
