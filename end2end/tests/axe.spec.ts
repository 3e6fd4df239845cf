// No violation that axe-core finds: each screen and state × language × theme × width, hydrated and as the server rendered
// it with the client blocked. In pairs, so that each value meets each other one; all of them with `cargo xtask test --full`.
import type { Browser, Page } from '@playwright/test';
import { blockWasm, expectAccessible } from '../fixtures/axe';
import { expect, hydrated, isHydrated, isPhone, test } from '../fixtures/desk';
import { everyRow, pairwise } from '../fixtures/pairwise';
import { enter, invite } from '../fixtures/people';
import type { RunningDesk } from '../fixtures/process';
import { startMarkedDesk } from '../fixtures/strangers';

test.use({ contextOptions: { reducedMotion: 'reduce' }, signedIn: false });

interface State {
  name: string;
  path: string;
  /** What opens it, in whichever language, once the page is there. */
  act?: (page: Page) => Promise<unknown>;
  phoneOnly?: boolean;
  stranger?: boolean;
  /** Its foot covers a part of the fields that scroll below it: layout.spec.ts measures those. */
  coversSome?: boolean;
  /** It covers a part of the page, which is judged in the states without it: sizes are judged within this only. */
  panel?: string;
}

/** A list of few rows: what is looked at is the panel. */
const FEW = '/orders?payment=overpaid,failed';

const opens = (summary: string) => async (page: Page) => {
  await page.locator(summary).last().click();
  await expect(page.locator('details[open] > :not(summary)').first()).toBeVisible();
};
/** What a menu shows. */
const PANEL = '.menu[open] > .menu__panel';
const menu = (command: string) => opens(`summary[data-command="${command}"]`);

const STATES: State[] = [
  { name: 'the list', path: '/orders' },
  { name: 'a filtered list', path: '/orders?kind=standard&payment=!free&created=year&sort=client' },
  {
    name: 'every column',
    path:
      '/orders?cols=number,funnel,manager,tags,offer,discount,total,paid,due,next_due,paid_at,payment_method,source,' +
      'country,origin,access_until,updated',
  },
  { name: 'the filter', path: `${FEW}&total=EUR:1..500`, coversSome: true, act: menu('filter') },
  { name: 'the columns', path: FEW, panel: PANEL, act: menu('columns') },
  { name: 'the export', path: FEW, panel: PANEL, act: menu('export') },
  { name: 'the funnels', path: FEW, panel: '.bar__funnels', act: opens('.bar__funnels summary') },
  { name: 'the sorting', path: FEW, panel: '.menu--sort', act: opens('.menu--sort > summary'), phoneOnly: true },
  { name: 'the user menu', path: FEW, panel: PANEL, act: opens('.menu--account > summary') },
  { name: 'the board', path: '/orders?view=board&fold=error' },
  { name: 'what cards say', path: '/orders?view=board&card=client,products,total,source', panel: PANEL, act: menu('cards') },
  {
    name: 'an order',
    path: '/orders?kind=instalments',
    act: async (page) => {
      await page.locator('.table > tbody a.number').first().click();
      await expect(page).toHaveURL(/\/orders\/[^?]/);
      await expect(page.locator('#edit form.edit__form').first()).toBeVisible();
    },
  },
  { name: 'a new order', path: '/new-order' },
  { name: 'the contacts', path: '/contacts' },
  { name: 'contacts that nobody is', path: '/contacts?q=introuvable' },
  { name: 'the mentions', path: '/mentions' },
  { name: 'offers', path: '/catalogue/offers' },
  { name: 'a new promo code', path: '/catalogue/promo-codes?edit=new' },
  { name: 'the profile', path: '/settings/profile' },
  { name: 'the desk', path: '/settings/desk' },
  { name: 'the team', path: '/settings/users' },
  { name: 'the funnels of the desk', path: '/settings/funnels' },
  { name: 'the menu beside a user', path: '/settings/users', act: opens('.member summary') },
  {
    name: 'a refused invitation',
    path: '/settings/users',
    act: async (page) => {
      await page.locator('input[name=name]').fill('Camille');
      await page.locator('input[name=email]').fill('camille@comptoir.example');
      await page.locator('form:has(input[name=email]) button').click();
      await expect(page.getByRole('alert')).toBeVisible();
    },
  },
  { name: 'no match', path: '/orders?q=introuvable' },
  { name: 'a link that says nothing', path: '/orders?kind=nonsense' },
  { name: 'not found', path: '/nulle-part' },
  { name: 'sign in', path: '/sign-in', stranger: true },
];

const LANGUAGES = ['fr', 'en', 'uk'] as const;
const THEMES = ['light', 'dark'] as const;
const WIDTHS = { phone: [320, 390], desktop: [768, 1360] };
const SIZES = [STATES.length, LANGUAGES.length, THEMES.length, 2, 2];

/** An owner for each language: what a language does to an owner's screens is seen by whoever has fewer rights, too. */
const owners = new Map<string, Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>['cookies']>();

async function ownerOf(browser: Browser, desk: RunningDesk, language: string) {
  const known = owners.get(language);
  if (known) return known;
  const context = await browser.newContext({ baseURL: desk.address, locale: 'fr-FR' });
  await enter(await context.newPage(), invite(desk, 'owner'));
  const { cookies } = await context.storageState();
  await context.close();
  owners.set(language, cookies);
  return cookies;
}

const rows = process.env.COMPTOIR_FULL ? everyRow(SIZES) : pairwise(SIZES);
for (const [at, tongue, theme, wide, client] of rows as [number, number, number, number, number][]) {
  const { name, path, act, phoneOnly, stranger, coversSome, panel } = STATES[at]!;
  const [language, colorScheme, blocked] = [LANGUAGES[tongue]!, THEMES[theme]!, client === 1];
  const said = `${language}, ${colorScheme}, ${wide ? 'wider' : 'narrower'}, ${blocked ? 'as the server rendered it' : 'hydrated'}`;
  test(`${name} is accessible (${said})`, async ({ page, context, browser, desk, problems }, { project }) => {
    test.skip(!isHydrated(project), 'axe never ends without JavaScript');
    test.skip(phoneOnly === true && !isPhone(project), 'only where the table has no head');
    problems.allow(/nulle-part/);
    if (blocked) await blockWasm(page, problems);
    if (!stranger) await context.addCookies(await ownerOf(browser, desk, language));
    await context.addCookies([{ name: 'locale', value: language, url: desk.address }]);
    await page.setViewportSize({ width: WIDTHS[isPhone(project) ? 'phone' : 'desktop'][wide]!, height: 860 });
    await page.emulateMedia({ colorScheme });
    await page.goto(path);
    if (!blocked) await hydrated(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await act?.(page);
    const rules = coversSome || panel ? { 'target-size': { enabled: false } } : {};
    await expectAccessible(page, { rules });
    if (panel) await expectAccessible(page, { runOnly: { type: 'rule', values: ['target-size'] } }, panel);
  });
}

test('pairs of all values are looked at', () => {
  const few = pairwise(SIZES);
  expect(few.length).toBeLessThan(everyRow(SIZES).length / 4);
  for (const [i, size] of SIZES.entries())
    for (const [j, other] of SIZES.entries())
      for (const [a, b] of i < j ? everyRow([size, other]) : []) expect(few.some((row) => row[i] === a && row[j] === b), `${i}=${a}, ${j}=${b}`).toBe(true);
});

test('a one-time link with refused passwords is accessible', async ({ page, desk }, { project }) => {
  test.skip(!isHydrated(project), 'axe never ends without JavaScript');
  await page.goto(invite(desk, 'viewer').link);
  await page.locator('#password').fill('court');
  await page.locator('#password_repeat').fill('autre');
  await page.locator('form[action^="/welcome"] button').click();
  await expect(page.locator('#password')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
});

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
