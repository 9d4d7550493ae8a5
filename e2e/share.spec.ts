import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { sharedField, shareManifestPath, shareTargetPath } from '#pwa/shareTarget.ts';
import {
  drawAndKeep,
  expect,
  keptPaths,
  openDevicePanel,
  served,
  test,
  withServiceWorker,
} from './ownHost.ts';
import { astronaut, photoFile, type PhotoFile } from './photos.ts';
import { expectAccessible } from './accessible.ts';
import type { Host } from './host.ts';
import { Studio } from './studio.ts';

test.use(withServiceWorker);

const senderPath = 'sender';

/** Stands in for the system: opens a page of the app by a form that it posts, as the manifest says. */
async function share(context: BrowserContext, photos: PhotoFile[]): Promise<Page> {
  const page = await context.newPage();
  // The app's own policy forbids forms, so the form's page is not one of the host's.
  const body = `<!doctype html><link rel="icon" href="data:,"><form method="post" enctype="multipart/form-data"
    action="${shareTargetPath}"><input type="file" name="${sharedField}" multiple><button>Share</button></form>`;
  await page.route(`**/${senderPath}`, (route) =>
    route.fulfill({ contentType: 'text/html', body }),
  );
  await page.goto(`./${senderPath}`);
  await page.unroute(`**/${senderPath}`);
  await page.locator('input').setInputFiles(photos);
  await page.getByRole('button', { name: 'Share' }).click();
  return page;
}

/** The path of the manifest that the page names, and what it says. */
async function manifestOf(page: Page): Promise<{ readonly path: string; readonly json: unknown }> {
  const session = await page.context().newCDPSession(page);
  const { url, data, errors } = await session.send('Page.getAppManifest');
  await session.detach();
  expect(errors).toEqual([]);
  return { path: new URL(url).pathname, json: JSON.parse(data!) };
}

/** Switches it on or off in the panel, and waits until that is written down for the next visit. */
async function setInShareMenu({ page, text }: Studio, isOn: boolean): Promise<void> {
  await page.getByRole('checkbox', { name: text.shareMenu }).setChecked(isOn);
  await page.waitForFunction(
    (field) => localStorage.getItem('toonroom.settings')?.includes(field),
    `"inShareMenu":${isOn}`,
  );
}

/** What lies in this origin's storage: names of caches, databases, files and fields. */
async function storedNames(page: Page): Promise<readonly string[]> {
  const names = await page.evaluate(async () => {
    const found = [
      ...(await caches.keys()),
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
    ];
    for (const { name } of await indexedDB.databases()) found.push(name ?? '');
    for await (const name of (await navigator.storage.getDirectory()).keys()) found.push(name);
    return found;
  });
  // The examples of the start arrive when they come near the window.
  const paths = (await keptPaths(page)).filter((path) => !path.startsWith('/samples/examples/'));
  return [...names, ...paths].toSorted();
}

const posts = ({ requests }: Host): readonly string[] =>
  requests.filter((request) => !request.startsWith('GET '));

for (const hostPath of ['/', '/some/path/']) {
  test.describe(`below ${hostPath} of a host`, () => {
    test.use({ hostPath });

    test('the manifest asks for shared photos only where somebody wants it', async ({
      page,
      studio,
    }) => {
      await studio.open('./');
      await served(page);
      const plain = await manifestOf(page);
      expect(plain.path).toBe(`${hostPath}manifest.webmanifest`);
      expect(plain.json).not.toHaveProperty('share_target');
      await openDevicePanel(studio);
      await expect(page.getByRole('checkbox', { name: studio.text.shareMenu })).not.toBeChecked();

      await setInShareMenu(studio, true);
      const sharing = await manifestOf(page);
      expect(sharing.path).toBe(hostPath + shareManifestPath);
      expect(sharing.json).toHaveProperty('share_target.method', 'POST');
      await page.reload();
      expect(await manifestOf(page)).toEqual(sharing);

      await openDevicePanel(studio);
      await setInShareMenu(studio, false);
      expect(await manifestOf(page)).toEqual(plain);
      await page.reload();
      expect(await manifestOf(page)).toEqual(plain);
    });

    test('a shared photo comes onto the table, and the host hears nothing of it', async ({
      page,
      studio,
      host,
    }) => {
      await studio.open('./');
      await served(page);
      const portrait = photoFile('shared.jpg', await readFile(astronaut.path));
      const shared = await share(page.context(), [portrait]);
      await expect(shared.locator('.facts-name')).toHaveText('shared.jpg');
      expect(new URL(shared.url()).href).toBe(host.url.slice(0, -1) + hostPath);
      expect(await shared.evaluate(() => crossOriginIsolated)).toBe(true);
      expect(host.requests).toContain(`GET ${hostPath}`);
      expect(posts(host)).toEqual([]);
      expect(host.requests.filter((request) => request.includes('share-target'))).toEqual([]);
    });
  });
}

test('a shared photo is drawn without a network, several become a batch, and none stays', async ({
  page,
  studio,
  host,
}) => {
  const portrait = await drawAndKeep(studio, '1.jpg');
  await studio.open();
  const before = await storedNames(page);
  host.stop();

  const single = new Studio(await share(page.context(), [portrait]));
  await single.drawn('1.jpg');
  // A second start finds nothing any more.
  await single.page.reload();
  await expect(single.page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(single.alert).toBeEmpty();
  expect(await storedNames(single.page)).toEqual(before);
  await single.page.close();

  const several = await share(page.context(), [portrait, { ...portrait, name: '2.jpg' }]);
  await expect(several.locator('.contact-name')).toHaveText(['1.jpg', '2.jpg']);
  expect(posts(host)).toEqual([]);
});

test('what is no photo is told so, and still reaches nobody', async ({ page, studio, host }) => {
  const { problems } = studio.text;
  await studio.open();
  await served(page);
  const text = photoFile('a.txt', Buffer.from('text'), 'text/plain');
  const other = new Studio(await share(page.context(), [text]));
  await expect(other.alert).toContainText(problems.NOT_AN_IMAGE.what);
  const nothing = new Studio(await share(page.context(), []));
  await expect(nothing.alert).toContainText(problems.NO_FILE.what);
  // A share that was taken, or given up, is gone.
  const late = new Studio(await page.context().newPage());
  await late.open('/#shared=0');
  await expect(late.alert).toContainText(problems.NO_FILE.what);
  // Whatever is posted there stays here, even what is no form.
  const status = await page.evaluate(async () => {
    const response = await fetch('share-target', { method: 'POST', body: 'no form' });
    return [response.redirected, response.status];
  });
  expect(status).toEqual([true, 200]);
  expect(posts(host)).toEqual([]);
});

test('the switch shuts nobody out', async ({ page, studio }) => {
  await studio.open();
  await served(page);
  await openDevicePanel(studio);
  const name = studio.text.shareMenu;
  await page.getByRole('checkbox', { name }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('checkbox', { name })).toBeChecked();
  await expect(page.getByRole('checkbox', { name })).toHaveAccessibleDescription(
    `${studio.text.shareMenuWhat} ${studio.text.shareMenuCare}`,
  );
  await expectAccessible(page, 'the share menu');
});

test.describe('where no service worker may be', () => {
  test.use({ serviceWorkers: 'block' });

  test('nobody is offered what only it could answer', async ({ page, studio }) => {
    const { text } = studio;
    await page.addInitScript(() => {
      localStorage.setItem('toonroom.settings', '{"version":1,"inShareMenu":true}');
    });
    await studio.open();
    expect((await manifestOf(page)).json).not.toHaveProperty('share_target');
    await openDevicePanel(studio);
    await expect(page.getByText(text.keptTitle)).toBeVisible();
    await expect(page.getByRole('checkbox', { name: text.shareMenu })).toBeHidden();
  });
});
