// The orders screen as a person uses it: menus, forms, chips, rows, the totals bar. Used through the `orders` fixture.
// Reads what the page says, in French; the desk's other languages have a spec of their own. Invariant: after `follow`
// the rows are those of the URL, because each row's link carries the query it belongs to.
import { expect, type Locator, type Page, type Response } from '@playwright/test';

/** Minor units of one currency in the bar. */
export interface Amounts {
  ordered: number;
  received: number;
  due: number;
}

const CURRENCIES: Record<string, string> = { '€': 'EUR', '₴': 'UAH', $: 'USD', zł: 'PLN', '¥': 'JPY' };

export class OrdersPage {
  readonly rows: Locator;
  readonly numbers: Locator;
  readonly search: Locator;
  readonly chips: Locator;

  constructor(
    readonly page: Page,
    private readonly visit: (path: string) => Promise<Response | null>,
    readonly isPhone: boolean,
  ) {
    this.rows = page.locator('.table > tbody > tr:not([hidden])');
    this.numbers = this.rows.locator('a.number');
    this.search = page.getByRole('searchbox');
    this.chips = page.getByRole('list', { name: 'Filtres' }).getByRole('listitem').filter({ has: page.locator('.chip__remove') });
  }

  async open(query = ''): Promise<void> {
    await this.visit(query ? `/orders?${query}` : '/orders');
    await this.settled();
  }

  /** The query of the address, in one order. */
  query(): string {
    return sorted(new URL(this.page.url()).search);
  }

  /** Does something that leads to another address, and waits for its rows. */
  async follow(action: () => Promise<unknown>): Promise<void> {
    const before = this.page.url();
    await action();
    await expect.poll(() => this.page.url(), { message: 'the address changes' }).not.toBe(before);
    await this.settled();
  }

  /** Waits until the rows belong to the address, or until nothing is said to match it. */
  async settled(): Promise<void> {
    const shown = this.rows.first().or(this.page.locator('.message'));
    await expect(async () => {
      await expect(shown).toBeVisible({ timeout: 2_000 });
      await expect(this.page.locator('.orders')).not.toHaveAttribute('aria-busy', 'true', { timeout: 2_000 });
      if ((await this.rows.count()) === 0) return;
      const href = await this.numbers.first().getAttribute('href');
      expect(sorted(new URL(href ?? '', this.page.url()).search)).toBe(this.query());
    }).toPass({ timeout: 10_000, intervals: [20, 50, 100, 200] });
  }

  async shownNumbers(): Promise<string[]> {
    return this.numbers.allTextContents();
  }

  /** The texts of one column without what they say to whoever edits them, hidden ones too: on a phone a row shows the most important columns only. */
  async column(code: string): Promise<string[]> {
    return this.rows.locator(`.col--${code}`).evaluateAll((cells) =>
      cells.map((cell) => {
        const copy = cell.cloneNode(true) as Element;
        copy.querySelectorAll('.visually-hidden, .cell-edit__none').forEach((aside) => aside.remove());
        return copy.textContent ?? '';
      }),
    );
  }

  /** The names of the columns in their order. */
  async heads(): Promise<string[]> {
    return (await this.page.locator('thead th:not(.col--select)').allTextContents()).map(plain);
  }

  /** Brings the usual columns back for whoever is signed in: what a spec arranges is kept. */
  async resetColumns(): Promise<void> {
    const { origin } = new URL(this.page.url());
    if (origin === 'null') return;
    const answer = await this.page.request.post(`${origin}/orders/columns`, { form: { do: 'reset' }, headers: { origin } });
    expect(answer.ok(), 'the columns are reset').toBe(true);
  }

  /** Opens the panel behind a button of the bar. */
  async menu(name: string): Promise<Locator> {
    const menu = this.page.locator('details.menu', { has: this.page.locator('> summary', { hasText: name }) });
    if ((await menu.getAttribute('open')) === null) await menu.locator('> summary').click();
    const panel = menu.locator('.menu__panel');
    await expect(panel).toBeVisible();
    return panel;
  }

  /** One field of the filter form, which is opened where it is not. */
  async filter(name: string): Promise<Locator> {
    const panel = await this.menu('Filtrer');
    const group = panel.getByRole('group', { name, exact: true });
    if (!(await group.isVisible())) await panel.locator('.filters__more > summary').click();
    return group;
  }

  async applyFilter(): Promise<void> {
    const panel = await this.menu('Filtrer');
    await this.follow(() => panel.getByRole('button', { name: 'Appliquer' }).click());
  }

  async chipTexts(): Promise<string[]> {
    return (await this.chips.allTextContents()).map(plain);
  }

  /** The number of orders that the bar states. */
  async count(): Promise<number> {
    return minor((await this.bar().locator('.totals__count dd').textContent()) ?? '');
  }

  /** What the bar states for each currency, also those behind "+ N". */
  async totals(): Promise<Record<string, Amounts>> {
    const found: Record<string, Amounts> = {};
    for (const amounts of await this.bar().locator('dl.amounts').all()) {
      const texts = await amounts.locator('dd').allTextContents();
      const code = CURRENCIES[texts[0].trim().split(/\s/).at(-1) ?? ''];
      expect(found[code], `${code} stands in the bar once`).toBeUndefined();
      const [ordered, received, due] = texts.map(minor);
      found[code] = { ordered, received, due };
    }
    return found;
  }

  /** How many orders each status holds, by its name in the bar. */
  async statuses(): Promise<Record<string, number>> {
    // Those without an order may wait behind a button.
    const links = await this.status(undefined, true).all();
    const read = async (link: Locator) =>
      [
        await link.locator('.status__name').textContent(),
        minor((await link.locator('.status__count').textContent()) ?? ''),
      ] as [string, number];
    return Object.fromEntries(await Promise.all(links.map(read)));
  }

  status(name?: string, includeHidden = false): Locator {
    const links = this.page.getByRole('list', { name: 'Commandes par statut' }).getByRole('link', { includeHidden });
    return name === undefined ? links : links.filter({ has: this.page.locator('.status__name', { hasText: name }) });
  }

  private bar(): Locator {
    return this.page.getByRole('region', { name: 'Totaux' });
  }
}

/** `-1 234,50 €` in minor units: amounts are always written with all their decimals. */
export function minor(text: string): number {
  const digits = Number(text.replace(/\D/g, ''));
  return /^\s*-/.test(text) ? -digits : digits;
}

/** A text with plain spaces: French sets narrow and unbreakable ones. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A query with its pairs in one order, decoded; that it is the table is said only where nothing else is. */
export function sorted(search: string): string {
  const pairs = [...new URLSearchParams(search)].map(([key, value]) => `${key}=${value}`);
  return pairs.filter((pair) => pair !== 'view=table').sort().join('&');
}
