// The board as a person sees it: its columns by their stage, its cards by their number.
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { hydrated } from '../fixtures/desk';
import { enter, invite } from '../fixtures/people';
import type { RunningDesk } from '../fixtures/process';
import { minor } from './orders';

export const lane = (page: Page, code: string) => page.locator(`.lane[data-lane="${code}"]`);
export const cards = (within: Locator) => within.locator('.slot');
export const card = (page: Page, number: string) => page.locator('.slot', { has: page.getByRole('link', { name: number, exact: true }) });
export const numberOf = async (one: Locator) => ((await one.locator('a.number').textContent()) ?? '').trim();
export const toast = (page: Page, text: RegExp) => page.locator('.toast').filter({ hasText: text });

/** How many orders the head of a column states. */
export async function count(page: Page, code: string): Promise<number> {
  const shown = (await lane(page, code).locator('.lane__count [aria-hidden]').textContent()) ?? '';
  // Behind the count stands the limit, where there is one.
  return minor(shown.split('/')[0]!);
}

/** What every head states. */
export async function heads(page: Page): Promise<Record<string, number>> {
  const codes = await page.locator('.lane').evaluateAll((lanes) => lanes.map((one) => one.getAttribute('data-lane') ?? ''));
  return Object.fromEntries(await Promise.all(codes.map(async (code) => [code, await count(page, code)] as const)));
}

export async function show(page: Page, open: (path: string) => Promise<unknown>, query = ''): Promise<void> {
  await open(`/orders?view=board${query && `&${query}`}`);
  await expect(page.locator('.lane').first()).toBeVisible();
}

/** Gives a card another status by its menu. */
export async function give(page: Page, number: string, status: string): Promise<void> {
  await page.getByRole('button', { name: `Changer le statut de la commande ${number}`, exact: true }).click();
  await page.getByRole('option', { name: status, exact: true }).click();
}

/** Ticks two cards of the first column, not beside each other; their numbers. */
export async function chooseTwo(page: Page): Promise<[string, string]> {
  const chosen = cards(lane(page, 'new'));
  const numbers: [string, string] = [await numberOf(chosen.nth(0)), await numberOf(chosen.nth(2))];
  for (const number of numbers) await card(page, number).getByRole('checkbox').click();
  return numbers;
}

/** The card of an order stands in a column. */
export const stands = (page: Page, number: string, code: string) =>
  expect(card(page, number).and(lane(page, code).locator('.slot')), `${number} stands in ${code}`).toBeVisible();

/** A colleague with a browser of their own, on the same board; before they open it they may be cut off from the news. */
export async function colleague(browser: Browser, desk: RunningDesk, query: string, prepare = async (_: Page) => {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', baseURL: desk.address, viewport: { width: 1360, height: 860 } });
  const page = await context.newPage();
  await enter(page, invite(desk, 'manager'));
  await prepare(page);
  await page.goto(`/orders?view=board&${query}`);
  await hydrated(page);
  return page;
}

/** Somebody else, on the order's own page, gives it a tag; their page. */
export async function taggedElsewhere(page: Page, desk: { address: string }, number: string, tag: string): Promise<Page> {
  const other = await page.context().newPage();
  await other.goto(`${desk.address}/orders/${encodeURIComponent(number)}`);
  await other.getByLabel('Nouvelle étiquette').fill(tag);
  await other.getByRole('button', { name: 'Changer les étiquettes' }).click();
  await expect(other.locator('.notice--change')).toContainText('1 commande modifiée.');
  await page.bringToFront();
  return other;
}
