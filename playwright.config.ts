import { defineConfig, devices } from '@playwright/test';
import {
  cameraArguments,
  chromiumArguments,
  chromiumPath,
  webgpuArguments,
} from './testkit/chromium.ts';

const port = 4180;
const executablePath = chromiumPath();
const launchOptions = (more: readonly string[] = []) => ({
  args: [...chromiumArguments, ...more],
  ...(executablePath === undefined ? {} : { executablePath }),
});

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // The real network runs on whatever machine this is: slow ones with two busy cores included.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: '.cache/results/e2e.json' }]],
  webServer: {
    command: 'npx tsx scripts/serve.ts',
    env: { PORT: String(port) },
    url: `http://localhost:${port}`,
    reuseExistingServer: false,
  },
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-GB',
    // It answers requests that tests change on their way; its own tests let it in.
    serviceWorkers: 'block',
    launchOptions: launchOptions(),
    screenshot: 'only-on-failure',
    // A trace films the page all the time, which costs more than drawing the pictures.
    trace: 'off',
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: [
        '**/phone.spec.ts',
        '**/webgpu*.spec.ts',
        '**/camera.spec.ts',
        '**/missing.spec.ts',
      ],
      use: { viewport: { width: 1440, height: 900 } },
    },
    {
      name: 'phone',
      testMatch: '**/phone.spec.ts',
      use: { ...devices['Pixel 7'], viewport: { width: 390, height: 844 } },
    },
    {
      name: 'webgpu',
      testMatch: '**/webgpu*.spec.ts',
      use: { launchOptions: launchOptions(webgpuArguments) },
    },
    {
      name: 'missing',
      testMatch: '**/missing.spec.ts',
      use: { launchOptions: launchOptions(['--disable-gpu', '--disable-software-rasterizer']) },
    },
    {
      name: 'camera',
      testMatch: '**/camera.spec.ts',
      use: { launchOptions: launchOptions(cameraArguments) },
    },
  ],
});
