// The desk stands: pages come whole from the server, the client takes them over, and the browser has nothing to say
// about it. The fixtures fail each test on a console error or a violation of the content security policy.
import { blockWasm, expectAccessible } from '../fixtures/axe';
import { expect, isHydrated, test } from '../fixtures/desk';

test('the orders page opens without a problem', async ({ open, page }) => {
  const answer = await open('/');
  expect(answer?.status()).toBe(200);
  expect(answer?.headers()['content-security-policy']).toMatch(/script-src[^;]*'nonce-/);
  await expect(page.getByRole('main')).toBeVisible();
});

test('the style sheet applies and nothing comes from another host', async ({ open, page, baseURL }) => {
  const hosts = new Set<string>();
  page.on('request', (request) => hosts.add(new URL(request.url()).origin));
  await open('/');
  expect([...hosts]).toEqual([baseURL]);
  expect(await page.locator('link[rel="stylesheet"]').count()).toBe(1);
});

test('many pages at once are all answered', async ({ orders, page }) => {
  // The page's own context: its requests carry the session, and nothing of them shows in the browser.
  await orders.open();
  const [row] = await orders.shownNumbers();
  const paths = ['/nulle-part', `/orders/${row}`, '/orders?q=a', `/orders/${row}?kind=standard`];
  const statuses: number[] = [];
  const visitor = async (path: string) => {
    for (let i = 0; i < 30; i += 1) statuses.push((await page.request.get(path)).status());
  };
  await Promise.all([...paths, ...paths].map(visitor));
  expect(new Set(statuses)).toEqual(new Set([200, 404]));
  expect(statuses.filter((status) => status === 404)).toHaveLength(60);
});

test('the orders page is accessible once hydrated', async ({ open, page }, { project }) => {
  test.skip(!isHydrated(project), 'axe never ends without JavaScript');
  await open('/');
  await expectAccessible(page);
});

test('the orders page is accessible as the server rendered it', async ({ page, problems }, { project }) => {
  test.skip(!isHydrated(project), 'axe never ends without JavaScript');
  await blockWasm(page, problems);
  await page.goto('/');
  await expectAccessible(page);
});

test.describe('a stranger', () => {
  test.use({ signedIn: false });

  test('is shown the sign-in page', async ({ open, page }) => {
    await open('/');
    await expect(page.locator('input[type="password"]')).toBeVisible();
  });
});
