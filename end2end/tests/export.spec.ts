// The way out as a file: exactly the filtered orders, in the shown columns and their order; the sums of the file are
// those of the bar.
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { expect, isHydrated, test } from '../fixtures/desk';
import { readCsv, unzip } from '../fixtures/sheet';
import { minor, plain, type Amounts, type OrdersPage } from '../pages/orders';

async function download(page: Page, orders: OrdersPage, name: string): Promise<Buffer> {
  const menu = await orders.menu('Exporter');
  const [file] = await Promise.all([page.waitForEvent('download'), menu.getByRole('link', { name }).click()]);
  expect(await file.failure()).toBeNull();
  expect(file.suggestedFilename()).toMatch(name.startsWith('CSV') ? /\.csv$/ : /\.xlsx$/);
  return readFileSync(await file.path());
}

test('a CSV file holds the filtered orders in the shown columns, and sums to the bar', async ({ orders, page }) => {
  await orders.open('kind=!subscription&cols=number,client,payment_details,created&sort=number');
  const [bar, count, first] = [await orders.totals(), await orders.count(), await orders.shownNumbers()];
  const bytes = await download(page, orders, 'CSV (.csv)');
  expect([...bytes.subarray(0, 3)], 'a byte order mark, for spreadsheets').toEqual([0xef, 0xbb, 0xbf]);
  const [head, ...rows] = readCsv(bytes.toString('utf8'));
  expect(head.map(plain)).toEqual([
    'N° de commande',
    'Nom du client',
    'Société',
    'E-mail',
    'Téléphone',
    'Total',
    'Payé',
    'Reste à payer',
    'Devise',
    'Moyen de paiement',
    'Date de création',
  ]);
  expect(rows).toHaveLength(count);
  expect(rows.slice(0, first.length).map((row) => row[0])).toEqual(first);
  const sums: Record<string, Amounts> = {};
  for (const row of rows) {
    expect(row).toHaveLength(head.length);
    expect(row[10]).toMatch(/^\d{4}-\d\d-\d\d/);
    const [ordered, received, due] = row.slice(5, 8).map(minor);
    const sum = (sums[row[8]] ??= { ordered: 0, received: 0, due: 0 });
    sums[row[8]] = { ordered: sum.ordered + ordered, received: sum.received + received, due: sum.due + due };
  }
  expect(sums).toEqual(bar);
});

test('an Excel file opens, with one row for each order and amounts as numbers', async ({ orders, page }) => {
  await orders.open('payment=paid&total=EUR:100..200&cols=number,total,client');
  const [bar, count] = [await orders.totals(), await orders.count()];
  const bytes = await download(page, orders, 'Excel (.xlsx)');
  expect(bytes.toString('latin1', 0, 4)).toBe('PK\x03\x04');
  const parts = unzip(bytes);
  expect([...parts.keys()]).toEqual(expect.arrayContaining(['[Content_Types].xml', 'xl/workbook.xml']));
  const sheet = parts.get('xl/worksheets/sheet1.xml') ?? '';
  const rows = [...sheet.matchAll(/<row\b.*?<\/row>/gs)].map(([row]) => row);
  expect(rows).toHaveLength(count + 1);
  // The second column holds the totals: cells without a text type.
  const cells = rows.slice(1).map((row) => /<c r="B\d+"([^>]*)>.*?<v>([^<]*)<\/v>/s.exec(row));
  for (const cell of cells) expect(cell?.[1]).not.toMatch(/t="(s|str|inlineStr)"/);
  const sum = cells.reduce((all, cell) => all + Math.round(Number(cell?.[2]) * 100), 0);
  expect(sum).toBe(bar.EUR.ordered);
});

test('a page of the list does not cut the file', async ({ orders, page }, { project }) => {
  test.skip(isHydrated(project), 'with the client the list has no pages');
  await orders.open('kind=standard&cols=number');
  const count = await orders.count();
  await orders.follow(() => page.getByRole('link', { name: 'Page suivante' }).click());
  const rows = readCsv((await download(page, orders, 'CSV (.csv)')).toString('utf8'));
  expect(rows).toHaveLength(count + 1);
});
