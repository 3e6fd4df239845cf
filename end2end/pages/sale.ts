// A sale as its forms show it, on a desk of its own: what several specs do with an order's page.
import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from '../fixtures/desk';
import { startDesk, type RunningDesk } from '../fixtures/process';
import { plain } from './orders';

export const test = base.extend<object, { desk: RunningDesk }>({
  desk: [
    async ({}, use) => {
      const desk = await startDesk({ args: ['--demo'] });
      await use(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

export const card = (page: Page) => page.locator('.card');
export const panel = (page: Page, title: string) =>
  page.locator('section.panel', { has: page.getByRole('heading', { name: title, exact: true }) });
export const said = (page: Page, text: string) => expect(page.locator('.notice', { hasText: text }).first()).toBeVisible();

/** The day so many days from now, as a field of dates holds it. */
export const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Opens the form behind a name. */
export async function unfold(within: Locator, name: string | RegExp): Promise<Locator> {
  const fold = within.locator('details.fold', { has: within.page().locator('summary', { hasText: name }) }).first();
  if ((await fold.getAttribute('open')) === null) await fold.locator('> summary').click();
  return fold;
}

/** The figures of the card: name and amount. */
export async function figures(page: Page): Promise<Record<string, string>> {
  const facts = await panel(page, 'Informations de paiement').locator('.fact').all();
  const pairs = await Promise.all(facts.map(async (one) => [plain((await one.locator('dt').textContent()) ?? ''), plain((await one.locator('dd').textContent()) ?? '')]));
  return Object.fromEntries(pairs) as Record<string, string>;
}

export interface Wish {
  name: string;
  price?: string;
  more?: (page: Page) => Promise<void>;
}

/** Fills in a new order of a new client, and makes it; its number. */
export async function make(page: Page, open: (path: string) => Promise<unknown>, { name, price = '300', more }: Wish): Promise<string> {
  await open('/new-order');
  const client = await unfold(panel(page, 'Client'), 'Nouveau client');
  await client.getByLabel('Prénom').fill('Олена');
  await client.getByLabel('Nom', { exact: true }).fill(name);
  await page.locator('#line_title0').fill('Aquarelle, l’été');
  await page.locator('#line_price0').fill(price);
  await more?.(page);
  await page.getByRole('button', { name: 'Créer la commande' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Commande \d+$/);
  await said(page, 'Commande créée');
  return ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').replace('Commande ', '');
}

/** Sends the form of an entry, and confirms what it comes to. */
export async function enter(page: Page, fold: Locator, confirm: string): Promise<void> {
  await fold.getByRole('button', { name: 'Continuer' }).click();
  const review = page.locator('#ledger .notice--change');
  await expect(review.locator('table')).toBeVisible();
  await review.getByRole('button', { name: confirm }).click();
}

/** Asks for an order to be cancelled on its page; what is asked back. */
export async function cancel(page: Page): Promise<Locator> {
  const form = page.locator('form.edit__form').filter({ has: page.getByRole('button', { name: 'Changer le statut' }) });
  await form.locator('select').selectOption({ label: 'Annulé' });
  await form.getByRole('button').click();
  const question = page.locator('.notice--change', { has: page.locator('.settle') });
  await expect(question).toBeVisible();
  return question;
}

export const entry = (page: Page, state: string) =>
  page.locator('#ledger .entry-row', { has: page.locator('.entry-row__what', { hasText: state }) });
export const entryWith = (page: Page, text: string) => page.locator('#ledger .entry-row', { has: page.locator('.entry-row__detail', { hasText: text }) });
