// The search: by name, company, e-mail, phone or number, in any script. As one types once the client is alive, by Enter
// without it.
import { expect, isHydrated, test } from '../fixtures/desk';
import { importOrders, type Imported } from '../fixtures/imports';

const KYIV: Imported = {
  number: 'KV-2041',
  name: 'Олеся Дзвінка',
  company: 'ТОВ «Київ Квіти»',
  email: 'olesia.dzvinka@kvity.example',
  phone: '+380 44 555 01 99',
};
const EIFFEL: Imported = {
  number: 'TE-77/B',
  name: 'Éloïse d’Arçonval',
  company: 'Société Générale des Œillets',
  email: 'eloise@oeillets.example',
  phone: '06 12 98 76 54',
};

test.beforeEach(({ desk }) => importOrders(desk, [KYIV, EIFFEL]));

const FOUND = [
  ['a name', 'олеся', KYIV],
  ['a part of a name in other accents', 'eloise d\'arconval', EIFFEL],
  ['a company whatever its capitals', 'київ', KYIV],
  ['a company', 'œillets', EIFFEL],
  ['an e-mail', 'dzvinka@kvity', KYIV],
  ['a phone number', '0445550199', KYIV],
  ['a phone number as it is written', '06 12 98 76', EIFFEL],
  ['a number', 'KV-2041', KYIV],
  ['a number with a slash', 'te-77/b', EIFFEL],
] as const;

const PERSONAL = new Set<string>(['an e-mail', 'a phone number', 'a phone number as it is written']);

test('finds by every word that people know of an order', async ({ orders }, { project }) => {
  await orders.open();
  for (const [what, words, order] of FOUND) {
    await test.step(`${what}: ${words}`, async () => {
      await orders.follow(async () => {
        await orders.search.fill('');
        await orders.search.pressSequentially(words);
        if (!isHydrated(project)) await orders.search.press('Enter');
      });
      // What names a person stands in no address.
      const query = PERSONAL.has(what) ? /^s=[0-9a-f]{32}$/ : `q=${words}`;
      await expect.poll(() => orders.query()).toEqual(typeof query === 'string' ? query : expect.stringMatching(query));
      await orders.settled();
      expect(await orders.shownNumbers()).toContain(order.number);
      expect(await orders.count()).toBeLessThan(10);
      await expect(orders.search).toHaveValue(words);
    });
  }
});

test('searching as one types keeps the focus and makes one entry of history', async ({ orders, page }, { project }) => {
  test.skip(!isHydrated(project), 'needs the client');
  await orders.open('kind=standard');
  await orders.open();
  const entries = await page.evaluate(() => history.length);
  await orders.follow(async () => {
    await orders.search.click();
    await orders.search.pressSequentially('ки', { delay: 20 });
  });
  await orders.follow(() => orders.search.pressSequentially('їв квіти', { delay: 20 }));
  await expect(orders.search).toBeFocused();
  await expect(orders.search).toHaveValue('київ квіти');
  await expect.poll(() => orders.query()).toBe('q=київ квіти');
  await orders.settled();
  expect(await orders.shownNumbers()).toEqual([KYIV.number]);
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await orders.follow(() => page.goBack());
  expect(orders.query()).toBe('kind=standard');
  await expect(orders.search).toHaveValue('');
});

test('a search keeps the filter and begins on the first page', async ({ orders, page }, { project }) => {
  await orders.open('kind=standard&sort=client');
  await orders.open(`kind=standard&sort=client&after=${(await orders.shownNumbers())[20]}`);
  await orders.follow(async () => {
    await orders.search.fill('example');
    if (!isHydrated(project)) await orders.search.press('Enter');
  });
  expect(orders.query()).toBe('kind=standard&q=example&sort=client');
  await expect(orders.rows.first()).toBeVisible();
});

test('where nothing matches, the page says so and one link shows everything again', async ({ orders, page }, { project }) => {
  await orders.open('kind=standard');
  const all = await orders.shownNumbers();
  await orders.follow(async () => {
    await orders.search.fill('zzz introuvable');
    if (!isHydrated(project)) await orders.search.press('Enter');
  });
  await expect(page.getByRole('heading', { name: 'Aucune commande ne correspond' })).toBeVisible();
  await expect(orders.rows).toHaveCount(0);
  expect(await orders.count()).toBe(0);
  expect(await orders.chipTexts()).toHaveLength(2);
  await orders.follow(() => page.getByRole('main').locator('.message').getByRole('link', { name: 'Effacer les filtres' }).click());
  await expect(orders.rows.first()).toBeVisible();
  expect(orders.query()).toBe('');
  await expect(orders.search).toHaveValue('');
  expect(await orders.shownNumbers()).not.toEqual(all);
});

test('a search that names a person leaves neither address nor history, and the page shows it', async ({ orders, page }, { project }) => {
  const requested: string[] = [];
  page.on('request', (request) => requested.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  await orders.open();
  await orders.follow(async () => {
    await orders.search.fill(KYIV.email);
    if (!isHydrated(project)) await orders.search.press('Enter');
  });
  await orders.settled();
  expect(orders.query()).toMatch(/^s=[0-9a-f]{32}$/);
  expect(await orders.shownNumbers()).toEqual([KYIV.number]);
  expect(await orders.chipTexts()).toEqual([`Rechercher : ${KYIV.email}`]);
  await page.reload();
  await orders.settled();
  await expect(orders.search).toHaveValue(KYIV.email);
  expect(await orders.shownNumbers()).toEqual([KYIV.number]);
  await orders.numbers.first().click();
  await expect(page).toHaveURL(/\/orders\/KV-2041\?s=/);
  expect(requested.filter((text) => decodeURIComponent(text).includes('dzvinka'))).toEqual([]);
});
