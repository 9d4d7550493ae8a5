// Prints how many tests each runner passed and failed, and their sum as the last line.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory] = process.argv.slice(2);

const readers = {
  'unit.json': (text) => {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(text);
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  },
  'e2e.json': (text) => {
    const { expected, flaky, unexpected, skipped } = JSON.parse(text).stats;
    return { passed: expected + flaky, failed: unexpected, skipped };
  },
  'fuzz.json': (text) => {
    const { passed, failed } = JSON.parse(text);
    return { passed, failed, skipped: 0 };
  },
  'training.xml': (text) => {
    const count = (name) => Number(new RegExp(`<testsuite [^>]*${name}="(\\d+)"`).exec(text)?.[1]);
    const failed = count('failures') + count('errors');
    const skipped = count('skipped');
    return { passed: count('tests') - failed - skipped, failed, skipped };
  },
};

const total = { passed: 0, failed: 0 };
for (const [file, read] of Object.entries(readers)) {
  let text;
  try {
    text = readFileSync(join(directory, file), 'utf8');
  } catch {
    console.log(`${file}: did not run`);
    continue;
  }
  const { passed, failed, skipped } = read(text);
  console.log(`${file}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
}
console.log(`${total.passed} passed, ${total.failed} failed`);
