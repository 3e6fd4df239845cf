// The three languages: chosen in the user menu, kept, also for the sign-in page afterwards; and complete: on no page does
// a word of the desk stay French.
import type { BrowserContext, Page } from '@playwright/test';
import { expect, isHydrated, test, hydrated } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';
import { DATA, startMarkedDesk, type MarkedDesk } from '../fixtures/strangers';

test.use({ signedIn: false });

/** Words that are the same in French and in another language. */
const SAME: Record<'en' | 'uk', string[]> = {
  en: [
    'Ctrl',
    'PayPal',
    'Client',
    'Clients',
    'Comptoir',
    'CSV (.csv)',
    'E-mail',
    'Excel (.xlsx)',
    'Import',
    'Kanban',
    'Maximum',
    'Mentions',
    'Minimum',
    'Pages',
    'Position — Source',
    'Position — Total',
    'Source',
    'Standard',
    'Total',
  ],
  uk: ['Ctrl', 'PayPal', 'Comptoir', 'CSV (.csv)', 'Excel (.xlsx)'],
};

/** Every text of the page, with what is read aloud, in the order of the document; data are empty. */
function texts(page: Page): Promise<string[]> {
  return page.evaluate((data) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement!;
      // Names of languages are always their own; dates and amounts have a test of their own.
      if (element.closest('script, style, time, svg, [lang]:not(html), [class*="amount"], .menu__who, .col--details')) continue;
      const spoken = ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name));
      const said = node instanceof Element ? spoken : [node.textContent];
      for (const text of said) if (text?.trim()) found.push(text.includes(data) ? '' : text.replace(/\s+/g, ' ').trim());
    }
    return found;
  }, DATA);
}

async function speak(context: BrowserContext, address: string, locale: string): Promise<void> {
  await context.addCookies([{ name: 'locale', value: locale, url: address }]);
}

test('the language is switched in the user menu and kept', async ({ page, desk }, { project }) => {
  await enter(page, invite(desk, 'viewer'));
  const choose = async (language: string, lang: string, title: string) => {
    await page.locator('details.menu--account > summary').click();
    await page.getByRole('button', { name: language }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    if (isHydrated(project)) await hydrated(page);
  };
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await page.goto('/orders?kind=standard');
  if (isHydrated(project)) await hydrated(page);
  await choose('English', 'en', 'Orders');
  await expect(page, 'the same list').toHaveURL(/\?kind=standard$/);
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  if (isHydrated(project)) await hydrated(page);
  await choose('Українська', 'uk', 'Замовлення');
  await page.goto('/orders');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Замовлення');
  await page.locator('details.menu--account > summary').click();
  await page.getByRole('button', { name: 'Вийти' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  await expect(page.locator('html')).toHaveAttribute('lang', 'uk');
  await page.getByRole('button', { name: 'Français' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Connexion à Comptoir');
});

test.describe('every word', () => {
  let marked: MarkedDesk;
  test.beforeAll(async ({ browser }) => void (marked = await startMarkedDesk(browser)));
  test.afterAll(() => marked.stop());

  test('is in the reader’s language on every page', async ({ browser, javaScriptEnabled, viewport, problems }) => {
    problems.allow(/status 404/);
    const paths = [
      '/orders',
      '/orders?payment=paid&total=EUR:1..500&created=7d',
      '/orders?q=introuvable',
      '/contacts',
      '/mentions',
      `/orders/${encodeURIComponent(marked.order)}`,
      '/nulle-part',
      '/sign-in',
      '/welcome/0000',
    ];
    const link = marked.run('user', 'add', '--email', 'b@example.org', '--name', 'B', '--role', 'viewer', '--public-url', marked.address);
    paths.push(new URL(/^link: (\S+)$/m.exec(link.stdout)![1]).pathname);
    const context = await browser.newContext({ storageState: marked.session, baseURL: marked.address, javaScriptEnabled, viewport });
    const page = await context.newPage();
    const same: string[] = [];
    for (const path of paths) {
      const said: Record<string, string[]> = {};
      for (const locale of ['fr', 'en', 'uk']) {
        await speak(context, marked.address, locale);
        await page.goto(path);
        if (javaScriptEnabled !== false) await hydrated(page);
        await expect(page.locator('html')).toHaveAttribute('lang', locale);
        said[locale] = await texts(page);
      }
      expect(said.fr.length, path).toBeGreaterThan(5);
      for (const locale of ['en', 'uk'] as const) {
        expect(said[locale].length, `${path} has as many texts in ${locale}`).toBe(said.fr.length);
        const word = (text: string) => /\p{L}{2}/u.test(text) && !/^[A-Z]{3}$|@/.test(text) && !SAME[locale].includes(text);
        const left = said[locale].filter((text, i) => text === said.fr[i] && word(text));
        same.push(...left.map((text) => `${path} in ${locale}: ${text}`));
      }
    }
    await context.close();
    expect(same).toEqual([]);
  });
});
