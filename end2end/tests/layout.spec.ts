// The page fits: never wider than the window, in no language and with no panel open; the first order is in sight on a
// phone; everything that is pressed is large enough.
import type { Page } from '@playwright/test';
import { expect, isPhone, test } from '../fixtures/desk';

const WIDTHS = { desktop: [768, 1360], phone: [320, 390] };

/** The page's width, and what sticks out of the window. */
function overflow(page: Page, width: number): Promise<string[]> {
  return page.evaluate((limit) => {
    if (document.documentElement.scrollWidth <= limit) return [];
    const scrolls = (e: Element | null): boolean =>
      e !== null && e !== document.body && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
    const out = (e: Element) => e.getBoundingClientRect().right > limit + 0.5 && !scrolls(e.parentElement);
    const wide = [...document.querySelectorAll('body *')].filter(out);
    return [`document: ${document.documentElement.scrollWidth}`, ...wide.slice(-6).map((e) => `${e.tagName}.${e.getAttribute('class')}`)];
  }, width);
}

for (const locale of ['fr', 'en', 'uk']) {
  test(`no page is wider than the window, in ${locale}`, async ({ open, page, context, baseURL, problems }, { project }) => {
    problems.allow(/nulle-part/);
    await context.addCookies([{ name: 'locale', value: locale, url: baseURL! }]);
    await open('/orders?kind=instalments');
    const order = await page.locator('tbody a.number').first().getAttribute('href');
    const everything =
      '/orders?kind=!subscription&payment=!free&created=2020-01-01..2026-12-31&total=EUR:1..100000,UAH:1..1000000&q=a' +
      '&cols=number,client,products,funnel,manager,tags,offer,total,paid,due,updated,source';
    for (const path of ['/orders', everything, order!, '/orders?q=introuvable', '/nulle-part', '/sign-in']) {
      await open(path);
      for (const width of isPhone(project) ? WIDTHS.phone : WIDTHS.desktop) {
        await page.setViewportSize({ width, height: 844 });
        expect(await overflow(page, width), `${path} at ${width} px`).toEqual([]);
      }
    }
  });
}

test('no open panel is wider than the window', async ({ orders, page }, { project }) => {
  for (const name of ['Filtrer', 'Colonnes', 'Exporter', 'Tous les entonnoirs', 'Camille Laurent']) {
    await orders.open();
    const panel = await orders.menu(name);
    for (const width of isPhone(project) ? WIDTHS.phone : WIDTHS.desktop) {
      await page.setViewportSize({ width, height: 844 });
      expect(await overflow(page, width), `${name} at ${width} px`).toEqual([]);
      const box = (await panel.boundingBox())!;
      expect(box.x, `${name} at ${width} px`).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width, `${name} at ${width} px`).toBeLessThanOrEqual(width + 0.5);
    }
  }
});

test('the first order is in sight', async ({ orders }, { project }) => {
  await orders.open();
  const limit = isPhone(project) ? 260 : 400;
  expect((await orders.rows.first().boundingBox())!.y).toBeLessThan(limit);
});

test('what is pressed is at least 24 pixels each way', async ({ orders, page, open }) => {
  const small = () =>
    page.evaluate(() => {
      const found: string[] = [];
      for (const element of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')) {
        const target = element.matches('[type=checkbox]') ? (element.closest('label, li') ?? element) : element;
        const { width, height } = target.getBoundingClientRect();
        const style = getComputedStyle(target);
        const unseen = width <= 1 || height <= 1 || style.visibility === 'hidden' || style.clipPath !== 'none';
        if (!unseen && (width < 24 || height < 24)) {
          found.push(`${element.tagName} ${element.className} ${element.textContent?.trim().slice(0, 30)} ${width}×${height}`);
        }
      }
      return [...new Set(found)];
    });
  await orders.open('kind=standard&payment=paid');
  expect(await small()).toEqual([]);
  for (const name of ['Filtrer', 'Colonnes', 'Exporter', 'Camille Laurent']) {
    await orders.open();
    await orders.menu(name);
    expect(await small(), name).toEqual([]);
  }
  await orders.open('kind=instalments');
  await orders.numbers.first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Commande /);
  expect(await small()).toEqual([]);
  await open('/sign-in');
  expect(await small()).toEqual([]);
});
