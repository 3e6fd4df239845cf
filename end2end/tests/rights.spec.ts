// Who may do what, as far as this screen goes: a viewer reads and takes files away; nobody else gets further than the
// sign-in page.
import { readFileSync } from 'node:fs';
import { expect, test } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';
import { readCsv } from '../fixtures/sheet';

test.use({ signedIn: false });

test('a viewer reads orders and exports them', async ({ page, desk, orders }) => {
  const person = invite(desk, 'viewer');
  await enter(page, person);
  await orders.open('kind=subscription&cols=number,total');
  const count = await orders.count();
  const menu = await orders.menu('Exporter');
  const [file] = await Promise.all([page.waitForEvent('download'), menu.getByRole('link', { name: 'CSV (.csv)' }).click()]);
  expect(readCsv(readFileSync(await file.path(), 'utf8'))).toHaveLength(count + 1);
  await orders.open('kind=subscription');
  await orders.numbers.first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Commande /);
  const account = await orders.menu(person.name);
  await expect(account).toContainText('Lecteur');
  await expect(account).toContainText(person.email);
});

test('a stranger is led to the sign-in page and back', async ({ open, page }) => {
  for (const path of ['/', '/orders', '/orders?kind=standard', '/orders/1']) {
    await open(path);
    await expect(page).toHaveURL(/\/sign-in(\?next=|$)/);
    await expect(page.locator('#password')).toBeVisible();
    await expect(page.locator('tbody tr')).toHaveCount(0);
  }
});

test('a stranger gets no file', async ({ page, problems, request, baseURL }) => {
  problems.allow(/status 40[13]: GET .*\/export\.csv/, /console error: Failed to load resource: .* 40[13] .*export/);
  const answer = await page.goto('/export.csv');
  expect(answer?.status()).toBe(401);
  expect(await answer?.text()).not.toContain('EUR');
  for (const path of ['/export.xlsx', '/export.csv?kind=standard']) {
    expect((await request.get(`${baseURL}${path}`)).status()).toBe(401);
  }
});

test('a session that ended elsewhere leads to the sign-in page', async ({ page, desk, orders, context }) => {
  await enter(page, invite(desk, 'manager'));
  await orders.open();
  await context.clearCookies();
  await page.reload();
  await expect(page).toHaveURL(/\/sign-in$/);
});
