import { type Browser, chromium } from '@playwright/test';
import { chromiumArguments, chromiumPath } from './chromium.ts';

/** The browser that `ensureChromium.ts` found; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = chromiumPath();
  return await chromium.launch({
    args: [...chromiumArguments],
    ...(executablePath === undefined ? {} : { executablePath }),
  });
}
