// A stranger with one file: the copied binary alone in an empty directory, the real one-time link, the first owner, the
// first import beside the running server.
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, hydrated, isHydrated, test } from '../fixtures/desk';
import { csv } from '../fixtures/imports';
import { PASSWORD } from '../fixtures/people';
import { binary, startDesk, type RunningDesk } from '../fixtures/process';

test.use({ signedIn: false });

let folder: string;
let desk: RunningDesk;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comptoir-alone-'));
  const alone = join(folder, 'comptoir');
  copyFileSync(binary, alone);
  chmodSync(alone, 0o755);
  expect(readdirSync(folder)).toEqual(['comptoir']);
  desk = await startDesk({ binary: alone, cwd: folder, database: 'default' });
});

test.afterEach(async () => {
  await desk.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('one file in an empty directory becomes a desk with an owner and orders', async ({ page, problems }, { project }) => {
  expect(desk.signIn).toContain(`${desk.address}/welcome/`);
  const field = (name: string) => page.locator(`#${name}`);
  const send = () => page.getByRole('button', { name: 'Créer le compte' }).click();

  await test.step('a stranger finds nothing but the sign-in page', async () => {
    await page.goto(`${desk.address}/orders`);
    await expect(page).toHaveURL(`${desk.address}/sign-in`);
  });

  await test.step('what is wrong is said under its field, and what was typed stays', async () => {
    await page.goto(desk.signIn);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Créer le compte du propriétaire');
    await field('desk').fill('Atelier Lumière');
    await field('name').fill('Ана Коваль');
    await field('email').fill('ana@example.org');
    await field('password').fill('court');
    await field('password_repeat').fill('court');
    await send();
    await expect(field('password')).toHaveAttribute('aria-invalid', 'true');
    await expect(field('password')).toHaveAccessibleDescription('Le mot de passe doit compter au moins 12 caractères.');
    await expect(field('password')).toHaveValue('');
    await expect(field('email')).toHaveValue('ana@example.org');
    await expect(field('name')).toHaveValue('Ана Коваль');
    await expect(field('desk')).toHaveValue('Atelier Lumière');

    await field('password').fill(PASSWORD);
    await field('password_repeat').fill(`${PASSWORD}!`);
    await send();
    await expect(field('password_repeat')).toHaveAccessibleDescription('Les deux mots de passe sont différents.');
    await expect(field('password')).not.toHaveAttribute('aria-invalid', 'true');
    await expect(field('email')).toHaveValue('ana@example.org');
  });

  await test.step('the owner comes into an empty desk', async () => {
    await field('password').fill(PASSWORD);
    await field('password_repeat').fill(PASSWORD);
    await send();
    await expect(page).toHaveURL(`${desk.address}/orders`);
    await expect(page.getByRole('heading', { name: 'Aucune commande pour l’instant' })).toBeVisible();
    await expect(page.getByText('comptoir import')).toBeVisible();
    await expect(page).toHaveTitle(/Atelier Lumière/);
  });

  await test.step('the link works once', async () => {
    problems.allow(/status 404: GET .*\/welcome\//, /console error: Failed to load resource: .* 404 .*\/welcome\//);
    const answer = await page.goto(desk.signIn);
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('Ce lien a déjà servi')).toBeVisible();
    await expect(field('password')).toHaveCount(0);
  });

  await test.step('orders that are imported beside the server are there after a reload', async () => {
    await page.goto(`${desk.address}/orders`);
    const orders = [
      { number: 'F-1', name: 'Alice Martin', total: '120.50', paid: '120.50' },
      { number: 'F-2', name: 'Bohdan Melnyk', total: '80.00', status: 'new' },
    ];
    writeFileSync(join(folder, 'sales.csv'), csv(orders));
    const { code, stdout, stderr } = desk.run('import', 'sales.csv');
    expect(code, stdout + stderr).toBe(0);
    await page.reload();
    await expect(page.locator('tbody a.number')).toHaveCount(2);
    await expect(page.locator('.totals dd').filter({ hasText: /200,50/ }).first()).toBeVisible();
    if (isHydrated(project)) await hydrated(page);
  });
});
