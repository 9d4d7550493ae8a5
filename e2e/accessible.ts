import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const schemes = ['light', 'dark'] as const;
/** What the page is looked at on, px. */
export const screens = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} as const;

/** Looks at what is shown now, on both screens and in both schemes. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const [name, size] of Object.entries(screens)) {
    await page.setViewportSize(size);
    for (const colorScheme of schemes) {
      await test.step(`${what}, ${colorScheme}, on a ${name}`, async () => {
        // Without motion no colour is caught halfway from one scheme to the other.
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const { violations } = await new AxeBuilder({ page })
          .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
          .analyze();
        const findings = violations.map(({ id, nodes }) => ({
          id,
          elements: nodes.map(({ html }) => html),
        }));
        expect.soft(findings).toEqual([]);
      });
    }
  }
}
