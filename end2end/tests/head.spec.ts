// The heads of the columns: dragged by mouse and finger, a menu each, an edge each by mouse, finger and keyboard. What is
// arranged stays: after a reload, in another browser, and as the server draws it without JavaScript.
import { expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { dragTo, Finger, pointOf } from '../fixtures/hand';
import type { Page } from '@playwright/test';

const USUAL = ['created', 'kind', 'number', 'status', 'payment', 'client', 'products', 'payment_details', 'comments'];

const head = (page: Page, code: string) => page.locator(`th[data-drag-item=${code}]`);
const more = (page: Page, code: string) => page.locator(`#head-${code}-button`);
const menu = (page: Page, code: string) => page.locator(`#head-${code}`);
const edge = (page: Page, code: string) => page.locator(`#edge-${code}`);
const said = (page: Page) => page.locator('.orders > p[role=status]').first();

async function order(page: Page): Promise<string[]> {
  return page.locator('th[data-drag-item]').evaluateAll((all) => all.map((one) => one.getAttribute('data-drag-item') ?? ''));
}

async function expectOrder(page: Page, codes: string[]): Promise<void> {
  await expect.poll(() => order(page)).toEqual(codes);
}

async function width(page: Page, code: string): Promise<number> {
  return Math.round((await head(page, code).boundingBox())?.width ?? 0);
}

/** The codes with one of them at another place. */
function moved(code: string, to: number): string[] {
  const others = USUAL.filter((other) => other !== code);
  return [...others.slice(0, to), code, ...others.slice(to)];
}

test.beforeEach(({}, { project }) => {
  test.skip(isPhone(project), 'rows are cards there, without heads');
});

test.afterEach(async ({ orders }) => {
  await orders.resetColumns();
});

test('without the client a head is a link, and nothing pretends to be more', async ({ orders, page }, { project }) => {
  test.skip(isHydrated(project), 'only without the client');
  await orders.open('kind=standard');
  await expect(head(page, 'status').getByRole('link')).toBeVisible();
  await expect(more(page, 'status')).toBeHidden();
  await expect(edge(page, 'status')).toBeHidden();
});

test('the number stays in sight, and the amounts are seen without scrolling', async ({ orders, page }) => {
  await orders.open('kind=standard');
  const region = (await page.locator('.table-region').boundingBox())!;
  const amounts = (await head(page, 'payment_details').boundingBox())!;
  expect(amounts.x + amounts.width).toBeLessThanOrEqual(region.x + region.width);
  await orders.open('kind=standard&cols=manager,created:400,number,client:400,products:400,payment_details:300,total');
  await page.locator('.table-region').hover();
  await page.mouse.wheel(600, 0);
  await expect.poll(async () => (await orders.rows.first().locator('.col--number').boundingBox())!.x).toBeLessThan(region.x + 4);
});

test.describe('by mouse', () => {
  test.beforeEach(async ({ orders }, { project }) => {
    test.skip(!isHydrated(project), 'only with the client');
    await orders.open('kind=standard');
  });

  test('a head is dragged to another place, and stays there', async ({ orders, page, browser, session, desk }) => {
    const target = await pointOf(head(page, 'created'), 6);
    await dragTo(page, await pointOf(head(page, 'status')), target);
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await expect(page.locator('.drag-mark')).toBeVisible();
    await expect(said(page)).toHaveText(/Statut.*place 1 sur 9$/);
    expect(await order(page), 'nothing moves before it is let go of').toEqual(USUAL);
    await orders.follow(() => page.mouse.up());
    await expectOrder(page, moved('status', 0));
    await expect(page.locator('.drag-ghost')).toHaveCount(0);
    expect(orders.query(), 'no click sorts').toBe(`cols=${moved('status', 0).join(',')}&kind=standard`);

    await orders.open();
    await expectOrder(page, moved('status', 0));
    await page.reload();
    await expectOrder(page, moved('status', 0));
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ storageState: session, javaScriptEnabled, viewport: page.viewportSize() });
      const other = await context.newPage();
      await other.goto(`${desk.address}/orders`);
      const first = other.locator('th[data-drag-item]').first();
      await expect(first, 'another browser of the same person').toHaveAttribute('data-drag-item', 'status');
      await context.close();
    }
  });

  test('Escape gives a drag up, and the click that follows is nobody’s', async ({ orders, page }) => {
    const before = orders.query();
    await dragTo(page, await pointOf(head(page, 'status')), await pointOf(head(page, 'client')));
    await expect(page.locator('.drag-ghost')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('.drag-ghost')).toHaveCount(0);
    await expect(said(page)).toHaveText('Déplacement annulé');
    await page.mouse.up();
    await expectOrder(page, USUAL);
    expect(orders.query()).toBe(before);
  });

  test('a click of an unsteady hand sorts', async ({ orders, page }) => {
    const at = await pointOf(head(page, 'status').getByRole('link'));
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 2, at.y + 1);
    await orders.follow(() => page.mouse.up());
    expect(orders.query()).toContain('sort=status');
    await expectOrder(page, USUAL);
  });

  test('a drag to the edge scrolls what is out of sight', async ({ orders, page }) => {
    const wide = ['created:300', 'kind:300', 'number', 'status:300', 'payment:300', 'client:300', 'comments'];
    await orders.open(`kind=standard&cols=${wide.join(',')}`);
    const region = page.locator('.table-region');
    const right = await pointOf(region, -8, 18);
    await dragTo(page, await pointOf(head(page, 'kind')), right);
    await expect.poll(() => region.evaluate((r) => r.scrollLeft + r.clientWidth >= r.scrollWidth - 1)).toBe(true);
    await expect(said(page)).toHaveText(/place 7 sur 7$/);
    await orders.follow(() => page.mouse.up());
    expect((await order(page)).at(-1)).toBe('kind');
    expect(orders.query(), 'widths go along').toContain('comments,kind:300');
  });

  test('an edge is dragged, given up with Escape, and fitted with a double click', async ({ orders, page }) => {
    const before = await width(page, 'status');
    const grip = await pointOf(edge(page, 'status'));
    await dragTo(page, grip, { x: grip.x + 60, y: grip.y });
    await expect.poll(() => width(page, 'status'), 'the column follows the hand').toBe(before + 60);
    await expect(edge(page, 'status')).toHaveAttribute('aria-valuenow', String(before + 60));
    await page.keyboard.press('Escape');
    await expect.poll(() => width(page, 'status')).toBe(before);
    await page.mouse.up();

    await dragTo(page, grip, { x: grip.x + 60, y: grip.y });
    await orders.follow(() => page.mouse.up());
    expect(orders.query()).toContain(`status:${before + 60}`);
    expect(await width(page, 'status')).toBe(before + 60);
    expect(await width(page, 'payment'), 'the others keep theirs').toBe(148);

    await orders.follow(() => edge(page, 'status').dblclick());
    const fitted = await width(page, 'status');
    expect(fitted).toBeGreaterThanOrEqual(56);
    expect(orders.query()).toContain(`status:${fitted}`);
    const cut = await orders.rows.locator('.col--status .pill').evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    expect(cut, 'nothing is cut').toBe(0);
  });

  test('the last column, which takes what is left, is made narrower from where it is drawn', async ({ orders, page }) => {
    await orders.open('kind=standard&cols=number,client,comments');
    const before = await width(page, 'comments');
    expect(before).toBeGreaterThan(216);
    const grip = await pointOf(edge(page, 'comments'), -2);
    await dragTo(page, grip, { x: grip.x - 100, y: grip.y });
    await expect.poll(() => width(page, 'comments')).toBe(before - 100);
    expect(await width(page, 'client')).toBe(152);
    await orders.follow(() => page.mouse.up());
    expect(await width(page, 'comments')).toBe(before - 100);
  });

  test('widths are the same as the server draws them', async ({ orders, page, browser, session, desk }) => {
    const query = 'kind=standard&cols=created,number:90,status:180,payment_details,comments';
    await orders.open(query);
    const context = await browser.newContext({ storageState: session, javaScriptEnabled: false, viewport: page.viewportSize() });
    const plain = await context.newPage();
    await plain.goto(`${desk.address}/orders?${query}`);
    for (const code of ['created', 'number', 'status', 'payment_details', 'comments']) {
      expect(await head(page, code).boundingBox(), code).toEqual(await head(plain, code).boundingBox());
    }
    expect(await width(page, 'status')).toBe(180);
    await context.close();
  });
});

test.describe('by finger', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 768 } });

  test.beforeEach(async ({ orders }, { project }) => {
    test.skip(!isHydrated(project), 'only with the client');
    await orders.open('kind=standard');
  });

  test('a head that is held down is dragged', async ({ orders, page }) => {
    const finger = await Finger.on(page);
    await finger.drag(await pointOf(head(page, 'status'), 30), await pointOf(head(page, 'created'), 6));
    await expect(said(page)).toHaveText(/place 1 sur 9$/);
    await orders.follow(() => finger.up());
    await expectOrder(page, moved('status', 0));
  });

  test('a swipe over the heads scrolls and drags nothing', async ({ orders, page }) => {
    const before = orders.query();
    const finger = await Finger.on(page);
    const from = await pointOf(head(page, 'payment'), 30);
    await finger.down(from);
    await finger.move(from, { x: from.x - 200, y: from.y });
    await finger.up();
    await expect.poll(() => page.locator('.table-region').evaluate((region) => region.scrollLeft)).toBeGreaterThan(20);
    await expect(page.locator('.drag-ghost')).toHaveCount(0);
    expect(orders.query()).toBe(before);
  });

  test('an edge is dragged at once', async ({ orders, page }) => {
    const finger = await Finger.on(page);
    const from = await pointOf(edge(page, 'created'));
    await finger.down(from);
    await finger.move(from, { x: from.x + 48, y: from.y });
    await orders.follow(() => finger.up());
    expect(await width(page, 'created')).toBe(160);
  });

  test('a tap opens the menu', async ({ page }) => {
    await more(page, 'status').tap();
    await expect(menu(page, 'status').getByRole('menuitem', { name: 'Masquer la colonne' })).toBeVisible();
  });
});

test.describe('by keyboard', () => {
  test.beforeEach(async ({ orders }, { project }) => {
    test.skip(!isHydrated(project), 'only with the client');
    await orders.open('kind=standard');
  });

  test('the menu opens, is walked, and gives the focus back', async ({ page }) => {
    await more(page, 'status').focus();
    await page.keyboard.press('Enter');
    const items = menu(page, 'status').locator('[role^=menuitem]');
    await expect(items).toHaveText(['Tri croissant', 'Tri décroissant', 'Déplacer à gauche', 'Déplacer à droite', 'Largeur automatique', 'Masquer la colonne']);
    await expect(items.first()).toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(items.last()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(items.nth(1)).toBeFocused();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await test.step(colorScheme, () => expectAccessible(page));
    }
    await page.keyboard.press('Escape');
    await expect(menu(page, 'status')).toBeHidden();
    await expect(more(page, 'status')).toBeFocused();
  });

  test('a column is sorted, moved, fitted and hidden from its menu', async ({ orders, page }) => {
    const choose = async (code: string, name: string) => {
      await more(page, code).focus();
      await page.keyboard.press('Enter');
      const item = menu(page, code).locator('[role^=menuitem]').filter({ hasText: name });
      await expect(item).toBeVisible();
      await item.focus();
      await orders.follow(() => page.keyboard.press('Enter'));
    };
    await choose('status', 'Tri décroissant');
    expect(orders.query()).toContain('sort=-status');
    await expect(head(page, 'status')).toHaveAttribute('aria-sort', 'descending');

    await choose('status', 'Déplacer à gauche');
    await expectOrder(page, moved('status', 2));
    await expect(said(page)).toHaveText(/Statut.*place 3 sur 9$/);
    await expect(more(page, 'status'), 'the focus goes along').toBeFocused();
    await choose('status', 'Déplacer à droite');
    await expectOrder(page, USUAL);

    await choose('status', 'Largeur automatique');
    expect(orders.query()).toMatch(/status:\d+/);

    await choose('status', 'Masquer la colonne');
    await expectOrder(page, USUAL.filter((code) => code !== 'status'));
    await expect(said(page)).toHaveText('Colonne « Statut » masquée');
    await expect(more(page, 'payment'), 'its neighbour has the focus').toBeFocused();
  });

  test('the first column does not go further left, and the number is never hidden', async ({ page }) => {
    await more(page, 'created').focus();
    await page.keyboard.press('Enter');
    await expect(menu(page, 'created').getByRole('menuitem', { name: 'Déplacer à gauche' })).toBeDisabled();
    await page.keyboard.press('Escape');
    await more(page, 'number').focus();
    await page.keyboard.press('Enter');
    await expect(menu(page, 'number').getByRole('menuitem', { name: 'Déplacer à gauche' })).toBeVisible();
    await expect(menu(page, 'number').getByRole('menuitem', { name: 'Masquer la colonne' })).toHaveCount(0);
  });

  test('arrows move an edge', async ({ orders, page }) => {
    const before = await width(page, 'status');
    await edge(page, 'status').focus();
    await orders.follow(() => page.keyboard.press('ArrowRight'));
    expect(await width(page, 'status')).toBe(before + 8);
    await expect(edge(page, 'status'), 'the focus stays').toBeFocused();
    await orders.follow(() => page.keyboard.press('Shift+ArrowRight'));
    expect(await width(page, 'status')).toBe(before + 40);
    await orders.follow(() => page.keyboard.press('ArrowLeft'));
    await expect(edge(page, 'status')).toHaveAttribute('aria-valuenow', String(before + 32));
    await orders.follow(() => page.keyboard.press('Home'));
    expect(await width(page, 'status')).toBe(56);
    await page.reload();
    await hydrated(page);
    expect(await width(page, 'status')).toBe(56);
  });
});
