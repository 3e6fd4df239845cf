// Light, dark, or as the system says: chosen in the user menu, kept, and right in the first bytes of a page.
import type { Page } from '@playwright/test';
import { expect, hydrated, isHydrated, test } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';

test.use({ signedIn: false, contextOptions: { reducedMotion: 'reduce' } });

/** How light the page is, 0 to 255. */
async function lightness(page: Page): Promise<number> {
  const colour = await page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
  const parts = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
  const [r, g, b] = colour.startsWith('rgb') ? parts : parts.map((part) => part * 255);
  return (r + g + b) / 3;
}

test('the theme is chosen in the user menu and kept', async ({ page, desk, orders }, { project }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const person = invite(desk, 'viewer');
  await enter(page, person);
  const choose = async (name: string, theme: RegExp) => {
    if (isHydrated(project)) await hydrated(page);
    const option = page.getByRole('button', { name, exact: true });
    await orders.menu(person.name);
    await option.click();
    // The page comes anew: its menu is closed.
    await expect.poll(async () => `${await page.locator('html').getAttribute('data-theme')}`).toMatch(theme);
    if (isHydrated(project)) await hydrated(page);
    await orders.menu(person.name);
    await expect(option).toHaveAttribute('aria-pressed', 'true');
  };
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);

  await choose('Sombre', /^dark$/);
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  const again = await page.reload({ waitUntil: 'commit' });
  expect(await again?.text(), 'in the first bytes').toMatch(/^<!DOCTYPE html><html lang="fr" data-theme="dark">/);
  await expect(page.locator('tbody tr').first()).toBeVisible();
  await expect.poll(() => lightness(page)).toBeLessThan(60);

  await choose('Clair', /^light$/);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);
  await choose('Comme le système', /^null$/);
  await expect.poll(() => lightness(page)).toBeLessThan(60);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => lightness(page)).toBeGreaterThan(200);

  await choose('Sombre', /^dark$/);
  await (await orders.menu(person.name)).getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect.poll(() => lightness(page), { message: 'the sign-in page too' }).toBeLessThan(60);
});
