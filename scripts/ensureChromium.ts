import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath, chromiumPathFile } from '../testkit/chromium.ts';

const connectTimeoutMs = 10_000;
const downloadTimeoutMs = 300_000;
const aptTimeoutMs = 600_000;

const systemCommands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Whether a browser lies at `path` and can show a page (a download may lack system libraries). */
async function starts(path: string | undefined): Promise<boolean> {
  if (path === undefined || !existsSync(path)) return false;
  try {
    const browser = await chromium.launch({ executablePath: path, args: [...chromiumArguments] });
    const page = await browser.newPage();
    await page.goto('about:blank');
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

/** Runs Playwright's own installer, quietly; a machine without its server gives up in seconds. */
function download(): string | undefined {
  const packageFile = createRequire(import.meta.url).resolve('@playwright/test/package.json');
  const cli = join(dirname(packageFile), 'cli.js');
  const { status } = spawnSync(
    process.execPath,
    [cli, 'install', 'chromium', '--no-shell', '--no-progress'],
    {
      stdio: 'ignore',
      timeout: downloadTimeoutMs,
      env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(connectTimeoutMs) },
    },
  );
  return status === 0 ? chromium.executablePath() : undefined;
}

function systemBrowsers(): string[] {
  const directories = (process.env['PATH'] ?? '')
    .split(':')
    .filter((directory) => directory !== '');
  return systemCommands
    .flatMap((command) => directories.map((directory) => join(directory, command)))
    .concat(macChrome)
    .filter((path) => existsSync(path));
}

/** Debian's package, where this process may install packages. */
function installWithApt(): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined;
  console.log('Installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const parameters of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ]) {
    const { status, stderr } = spawnSync('apt-get', parameters, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: aptTimeoutMs,
      encoding: 'utf8',
      env,
    });
    if (status !== 0) {
      console.error(`apt-get ${parameters[0]} failed:\n${stderr}`);
      return undefined;
    }
  }
  return '/usr/bin/chromium';
}

async function findChromium(): Promise<string | undefined> {
  const known = [process.env['CHROMIUM_PATH'], chromiumPath(), chromium.executablePath()];
  for (const path of known) if (await starts(path)) return path;
  const downloaded = download();
  if (await starts(downloaded)) return downloaded;
  for (const path of systemBrowsers()) if (await starts(path)) return path;
  const installed = installWithApt();
  return (await starts(installed)) ? installed : undefined;
}

const path = await findChromium();
if (path === undefined) {
  console.error(
    'No Chromium was found or could be installed. Install one (for example with ' +
      '"npx playwright install --with-deps chromium") or set CHROMIUM_PATH to its executable.',
  );
  process.exitCode = 1;
} else {
  mkdirSync(dirname(chromiumPathFile), { recursive: true });
  writeFileSync(chromiumPathFile, `${path}\n`);
  console.log(`Chromium for the tests: ${path}`);
}
