// On paper: the list with all its columns and sums, an order on one sheet; no frame, no controls, black on white. And
// forced colours: what is chosen and what has the focus is seen without the desk's own colours.
import { expect, isHydrated, test } from '../fixtures/desk';
import { expectAccessible } from '../fixtures/axe';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

const CONTROLS = '.frame__side, .search, .bar__actions, .pager, .chip__remove, .views, .back, .menu__panel, dialog';

/** How many sheets it takes. */
function sheets(pdf: Buffer): number {
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}

test('the list is printed whole, without what one presses', async ({ page, orders }) => {
  await orders.open('kind=standard&sort=client');
  const screen = await orders.column('client');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const control of await page.locator(CONTROLS).all()) await expect(control).toBeHidden();
  await expect(page.locator('.frame__printed')).toBeVisible();
  await expect(page.locator('.frame__printed')).toContainText(/\d{4}/);
  await expect(page.locator('thead')).toBeVisible();
  for (const code of ['number', 'created', 'status', 'client', 'payment', 'details']) {
    await expect(orders.rows.first().locator(`.col--${code}`), code).toBeVisible();
    await expect(orders.rows.last().locator(`.col--${code}`), code).toBeVisible();
  }
  // More than fits the screen: everything that is loaded.
  expect((await orders.column('client')).slice(0, screen.length)).toEqual(screen);
  await expect(orders.chips).toHaveCount(1);
  await expect(orders.chips.first()).toBeVisible();
  await expect(page.locator('.totals dd').first()).toBeVisible();
  const colours = await page.locator('html').evaluate((html) => {
    const cell = getComputedStyle(document.querySelector('tbody td')!);
    const region = document.querySelector('.table-region')!;
    return [getComputedStyle(html).backgroundColor, cell.color, region.scrollHeight - region.clientHeight];
  });
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)', 0]);
  expect(sheets(await page.pdf({ preferCSSPageSize: true }))).toBeGreaterThan(1);
});

test('every currency keeps its sums on paper', async ({ page, orders }) => {
  await orders.open();
  const totals = await orders.totals();
  await page.emulateMedia({ media: 'print' });
  const amounts = page.locator('.totals dl.amounts');
  await expect(amounts).toHaveCount(Object.keys(totals).length);
  for (const sums of await amounts.all()) await expect(sums).toBeVisible();
});

test('an order is printed on one sheet', async ({ page, orders }) => {
  await orders.open('kind=instalments');
  await orders.numbers.first().click();
  const title = page.getByRole('heading', { level: 1 });
  await expect(title).toHaveText(/^Commande /);
  await page.emulateMedia({ media: 'print' });
  for (const control of await page.locator(CONTROLS).all()) await expect(control).toBeHidden();
  await expect(title).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Historique' })).toBeVisible();
  expect(sheets(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
});

test.describe('in forced colours', () => {
  test.beforeEach(({ page }) => page.emulateMedia({ forcedColors: 'active' }));

  test('what is chosen has a line around it, and pills too', async ({ page, orders }, { project }) => {
    await orders.open('stage=new');
    const line = (selector: string) =>
      page.locator(selector).first().evaluate((it) => {
        const { outlineStyle, outlineWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(it);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || (borderTopStyle === 'solid' && borderTopColor !== backgroundColor);
      });
    expect(await line('.status[aria-current="true"]')).toBe(true);
    expect(await line('.nav-link[aria-current="page"]')).toBe(true);
    expect(await line('.chip')).toBe(true);
    expect(await line('.pill')).toBe(true);
    expect(await line('.switch__option[aria-current="true"]')).toBe(true);
    const tabs = await page.locator('.tab').evaluateAll((all) => all.map((it) => [it.ariaCurrent, getComputedStyle(it).borderBottomColor]));
    const here = tabs.filter(([current]) => current === 'page').map(([, colour]) => colour);
    const others = tabs.filter(([current]) => current !== 'page').map(([, colour]) => colour);
    expect(here).toHaveLength(1);
    expect(others).not.toContain(here[0]);
    if (isHydrated(project)) {
      await page.keyboard.press('Control+k');
      await expect(page.getByRole('dialog').getByRole('option').first()).toBeVisible();
      expect(await line('.palette__option[aria-selected="true"]')).toBe(true);
      expect(await line('.palette__option[aria-selected="false"]')).toBe(false);
      await expectAccessible(page);
    }
  });

  test('the focus is seen on everything that Tab reaches', async ({ page, orders }) => {
    await orders.open('stage=new');
    const seen = new Set<string>();
    for (let presses = 0; presses < 40; presses += 1) {
      await page.keyboard.press('Tab');
      const [what, outline] = await page.evaluate(() => {
        const it = document.activeElement!;
        return [`${it.tagName} ${it.className}`, getComputedStyle(it).outlineStyle];
      });
      if (what.startsWith('BODY')) break;
      seen.add(what);
      expect(outline, what).not.toBe('none');
    }
    expect(seen.size).toBeGreaterThan(8);
  });
});
