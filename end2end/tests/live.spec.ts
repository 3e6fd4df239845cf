// What others change shows by itself: in the table and on the board, in place, with the totals, and without a list being
// asked for. What would move rows waits behind a button. A connection that was lost goes on where it ended.
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, silent, test } from '../fixtures/desk';
import { importOrders } from '../fixtures/imports';
import { minor } from '../pages/orders';

const lane = (page: Page, code: string) => page.locator(`.lane[data-lane="${code}"]`);
const row = (page: Page, number: string) => page.locator('.table > tbody > tr:not([hidden])', { has: page.getByRole('link', { name: number, exact: true }) });
const inLane = (page: Page, code: string, number: string) =>
  lane(page, code).locator('.slot', { has: page.getByRole('link', { name: number, exact: true }) });
const count = async (page: Page, code: string) => minor((await lane(page, code).locator('.lane__count [aria-hidden]').textContent()) ?? '');

/** Somebody else at the same desk: changes the status of an order on its own page, or puts it away. */
async function somebody(context: BrowserContext, address: string, number: string, status?: string): Promise<() => Promise<void>> {
  const other = await context.newPage();
  await other.goto(`${address}/orders/${encodeURIComponent(number)}`);
  const button = other.getByRole('button', { name: status ? 'Changer le statut' : 'Archiver', exact: true });
  if (status) await other.locator('form.edit__form').filter({ has: button }).locator('select').selectOption({ label: status });
  await button.click();
  const said = other.locator('.notice--change[role="status"]');
  await expect(said).toContainText('1 commande modifiée.');
  return async () => {
    // A page that is left for another one does not close.
    const led = other.waitForEvent('load');
    await said.getByRole('button', { name: 'Défaire' }).click();
    await led;
    await expect(said).toBeVisible();
    await other.close();
  };
}

test('on a phone what waits covers no control, and the list goes on above it', async ({ page, orders, desk }, { project }) => {
  test.skip(!isHydrated(project) || !isPhone(project), 'needs the client and a small screen');
  await orders.open('stage_kind=new');
  importOrders(desk, [{ number: `P-${Date.now()}`, date: '2026-11-27', status: 'new', name: 'Léa Mobile' }]);
  const button = page.getByRole('button', { name: /1\smise à jour/ });
  await expect(button).toBeVisible();
  const [box, main] = [(await button.boundingBox())!, (await orders.rows.first().boundingBox())!];
  expect(box.y).toBeGreaterThan(main.y + main.height);
  expect(box.y + box.height).toBeLessThanOrEqual(page.viewportSize()!.height);
  await button.tap();
  await expect(button).toHaveCount(0);
});

test.describe('live', () => {
  test.beforeEach(({}, { project }) => {
    test.skip(!isHydrated(project) || isPhone(project), 'needs the client; it hears the same on a phone');
  });

  test('a change by somebody else shows in the row and in the totals, and no list is asked for', async ({ page, orders, context, desk }) => {
    await orders.open('stage_kind=new&funnel=standard');
    const number = (await orders.numbers.first().textContent())!;
    const before = await orders.count();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    const back = await somebody(context, desk.address, number, 'En cours');
    await page.bringToFront();
    await expect(row(page, number).locator('.col--status')).toContainText('En cours');
    await expect(row(page, number)).toHaveAttribute('data-stays', '');
    await expect.poll(() => orders.count()).toBe(before - 1);
    expect(asked.filter((path) => /orders\/(list|rows)/.test(path))).toEqual([]);
    await back();
    await page.bringToFront();
    await expect(row(page, number).locator('.col--status')).toContainText('Nouveau');
    await expect.poll(() => orders.count()).toBe(before);
  });

  test('a card moves on the other’s board, and the heads follow', async ({ page, open, context, desk }) => {
    await open('/orders?view=board&funnel=standard');
    await expect(lane(page, 'new').locator('.slot').first()).toBeVisible();
    const number = (await lane(page, 'new').locator('a.number').first().textContent())!.trim();
    const before = [await count(page, 'new'), await count(page, 'in_progress')];
    const back = await somebody(context, desk.address, number, 'En cours');
    await page.bringToFront();
    await expect(inLane(page, 'in_progress', number)).toBeVisible();
    await expect(inLane(page, 'new', number)).toHaveCount(0);
    await expect.poll(async () => [await count(page, 'new'), await count(page, 'in_progress')]).toEqual([before[0]! - 1, before[1]! + 1]);
    await back();
    await page.bringToFront();
    await expect(inLane(page, 'new', number)).toBeVisible();
    await expect.poll(async () => [await count(page, 'new'), await count(page, 'in_progress')]).toEqual(before);
  });

  test('an order whose duplicate is put away is none any more, in its row and on its card', async ({ page, orders, context, desk }) => {
    await orders.open('duplicate=yes');
    const twins = await orders.rows.evaluateAll((rows) => {
      const told = rows.map((row) => ['.col--client', 'a.number'].map((part) => row.querySelector(part)!.textContent!.trim()));
      const of = (client: string) => told.filter((one) => one[0] === client).map((one) => one[1]!);
      return told.map((one) => of(one[0]!)).find((found) => found.length === 2)!;
    });
    for (const query of ['', 'view=board&']) {
      await page.goto(`/orders?${query}q=${twins[1]}`);
      await hydrated(page);
      const mark = page.locator('.table > tbody > tr:not([hidden]), .slot').getByText('Doublon possible', { exact: true });
      await expect(mark).toHaveCount(1);
      const back = await somebody(context, desk.address, twins[0]!);
      await page.bringToFront();
      await expect(mark).toHaveCount(0);
      await back();
      await page.bringToFront();
      await expect(mark).toHaveCount(1);
    }
  });

  test('two boards show one move within a blink', async ({ page, open, context, desk }) => {
    await open('/orders?view=board&funnel=standard');
    const other = await context.newPage();
    await other.goto(`${desk.address}/orders?view=board&funnel=standard`);
    await hydrated(other);
    await page.bringToFront();
    const number = (await lane(page, 'new').locator('a.number').first().textContent())!.trim();
    await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
    await page.getByRole('option', { name: 'En cours', exact: true }).click();
    await expect(inLane(page, 'in_progress', number)).toBeVisible();
    await expect(page.locator('.toast')).toContainText(number);
    await other.bringToFront();
    await expect(inLane(other, 'in_progress', number)).toBeVisible();
    await page.bringToFront();
    await page.locator('.toast').getByRole('button', { name: 'Défaire' }).click();
    await expect(inLane(page, 'new', number)).toBeVisible();
    await other.bringToFront();
    await expect(inLane(other, 'new', number)).toBeVisible();
    await other.close();
  });

  test('what was changed while the connection was lost is told when it is back', async ({ page, orders, context, desk, problems }) => {
    await silent(page, problems);
    await orders.open('stage_kind=new&funnel=standard');
    const number = (await orders.numbers.first().textContent())!;
    const back = await somebody(context, desk.address, number, 'En cours');
    await page.bringToFront();
    await expect(row(page, number).locator('.col--status')).toContainText('Nouveau');
    await page.unroute('**/live?*');
    await expect(row(page, number).locator('.col--status')).toContainText('En cours', { timeout: 20_000 });
    await back();
    await page.bringToFront();
    await expect(row(page, number).locator('.col--status')).toContainText('Nouveau');
  });

  test('new orders wait behind a quiet button, also those that the command line makes', async ({ page, orders, desk }) => {
    await orders.open('stage_kind=new');
    const [first, before] = [await orders.numbers.first().textContent(), await orders.count()];
    importOrders(desk, [{ number: `L-${Date.now()}`, date: '2026-11-27', status: 'new', name: 'Léa Direct' }]);
    const button = page.getByRole('button', { name: /1\smise à jour/ });
    await expect(button).toBeVisible();
    expect(await orders.numbers.first().textContent()).toBe(first);
    await expect.poll(() => orders.count()).toBe(before + 1);
    await expectAccessible(page);
    await button.click();
    await expect(button).toHaveCount(0);
    await expect(page.getByText('Léa Direct').first()).toBeAttached();
  });

  test('what the filter offers follows, twice over', async ({ page, orders, desk }) => {
    await orders.open('stage_kind=new');
    for (const round of ['A', 'B']) {
      const product = `AA ${round} ${Date.now()}`;
      importOrders(desk, [{ number: `F${round}-${Date.now()}`, date: '2026-11-27', status: 'new', product }]);
      await page.getByRole('button', { name: /1\smise à jour/ }).click();
      await expect(page.getByRole('button', { name: /1\smise à jour/ })).toHaveCount(0);
      await expect((await orders.filter('Produits')).getByLabel(product)).toBeVisible();
      await page.keyboard.press('Escape');
    }
  });
});
