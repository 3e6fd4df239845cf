// No violation that axe-core finds: each screen in each state, light and dark, at this width; once hydrated, and as the
// server rendered it with the client blocked.
import { blockWasm, expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { invite } from '../fixtures/people';
import { startMarkedDesk } from '../fixtures/strangers';
import type { OrdersPage } from '../pages/orders';

test.use({ contextOptions: { reducedMotion: 'reduce' } });

interface State {
  name: string;
  path: string;
  /** What opens it, once the page is there. */
  act?: (orders: OrdersPage) => Promise<unknown>;
  phoneOnly?: boolean;
  /** Its foot covers a part of the fields that scroll below it: layout.spec.ts measures those. */
  coversSome?: boolean;
  /** It covers a part of the page, which is judged in the states without it: sizes are judged within this only. */
  panel?: string;
}

/** A list of few rows: what is looked at is the panel. */
const FEW = '/orders?payment=overpaid,failed';

const STATES: State[] = [
  { name: 'the list', path: '/orders' },
  { name: 'a filtered list', path: '/orders?kind=standard&payment=!free&created=year&sort=client' },
  {
    name: 'every column',
    path:
      '/orders?cols=number,funnel,manager,tags,offer,discount,total,paid,due,next_due,paid_at,payment_method,source,' +
      'country,origin,access_until,updated',
  },
  { name: 'the filter', path: `${FEW}&total=EUR:1..500`, coversSome: true, act: (orders) => orders.menu('Filtrer') },
  { name: 'the columns', path: FEW, act: (orders) => orders.menu('Colonnes') },
  { name: 'the export', path: FEW, act: (orders) => orders.menu('Exporter') },
  { name: 'the funnels', path: FEW, panel: '.bar__funnels', act: (orders) => orders.menu('Tous les entonnoirs') },
  { name: 'the sorting', path: FEW, panel: '.menu--sort', act: (orders) => orders.menu('Trier'), phoneOnly: true },
  { name: 'the user menu', path: FEW, act: (orders) => orders.menu('Camille Laurent') },
  { name: 'the profile', path: '/settings/profile' },
  { name: 'the desk', path: '/settings/desk' },
  { name: 'the team', path: '/settings/users' },
  {
    name: 'the menu beside a user',
    path: '/settings/users',
    act: (orders) => orders.page.locator('.member summary').last().click(),
  },
  {
    name: 'a refused invitation',
    path: '/settings/users',
    act: async ({ page }) => {
      await page.getByLabel('Nom', { exact: true }).fill('Camille');
      await page.getByLabel('Adresse e-mail').fill('camille@comptoir.example');
      await page.getByRole('button', { name: 'Créer l’invitation' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  { name: 'no match', path: '/orders?q=introuvable' },
  { name: 'a link that says nothing', path: '/orders?kind=nonsense' },
  { name: 'not found', path: '/nulle-part' },
  { name: 'sign in', path: '/sign-in' },
];

for (const blocked of [false, true]) {
  test.describe(blocked ? 'as the server rendered it' : 'hydrated', () => {
    // The same words and colours either way: once is enough for each theme.
    const themes = blocked ? (['dark'] as const) : (['light', 'dark'] as const);

    test.beforeEach(async ({ page, problems }, { project }) => {
      test.skip(!isHydrated(project), 'axe never ends without JavaScript');
      problems.allow(/nulle-part|999999999/);
      if (blocked) await blockWasm(page, problems);
    });

    for (const { name, path, act, phoneOnly, coversSome, panel } of STATES) {
      test(`${name} is accessible`, async ({ page, orders }, { project }) => {
        test.skip(phoneOnly === true && !isPhone(project), 'only where the table has no head');
        await page.goto(path);
        if (!blocked) await hydrated(page);
        await act?.(orders);
        const rules = coversSome || panel ? { 'target-size': { enabled: false } } : {};
        for (const colorScheme of themes) {
          await page.emulateMedia({ colorScheme });
          await test.step(colorScheme, () => expectAccessible(page, { rules }));
          if (panel) await expectAccessible(page, { runOnly: { type: 'rule', values: ['target-size'] } }, panel);
        }
      });
    }

    test('an order, and a one-time link, are accessible', async ({ page, orders, desk }) => {
      await page.goto('/orders?kind=instalments');
      await orders.numbers.first().click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Commande /);
      for (const colorScheme of themes) {
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
      await page.goto(invite(desk, 'viewer').link);
      await page.locator('#password').fill('court');
      await page.locator('#password_repeat').fill('autre');
      await page.locator('form[action^="/welcome"] button').click();
      await expect(page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
      await expectAccessible(page);
    });
  });
}

test('an empty desk is accessible', async ({ browser, viewport }, { project }) => {
  test.skip(!isHydrated(project), 'axe never ends without JavaScript');
  const desk = await startMarkedDesk(browser, false);
  const context = await browser.newContext({ storageState: desk.session, viewport, locale: 'fr-FR' });
  try {
    const page = await context.newPage();
    await page.goto(`${desk.address}/orders`);
    await hydrated(page);
    await expect(page.getByRole('heading', { name: 'Aucune commande pour l’instant' })).toBeVisible();
    await expectAccessible(page);
  } finally {
    await context.close();
    await desk.stop();
  }
});
