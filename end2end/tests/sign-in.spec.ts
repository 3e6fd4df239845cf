// Getting in and out: the same words for a wrong password and an unknown person, the way back to the page that was
// wanted, and never to another site.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/desk';
import { enter, invite, PASSWORD, signIn } from '../fixtures/people';

test.use({ signedIn: false });

const REFUSED = 'Adresse e-mail ou mot de passe incorrect.';

async function signOut(page: Page): Promise<void> {
  await page.locator('summary[title^="Compte de"]').click();
  await page.getByRole('button', { name: 'Se déconnecter' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
}

test('a wrong password and an unknown person get the same answer, and the e-mail stays', async ({ open, page, desk }) => {
  const person = invite(desk, 'manager');
  await enter(page, person);
  await signOut(page);
  const refusals: string[] = [];
  for (const email of [person.email, 'personne-inconnue@example.org']) {
    await open('/sign-in');
    await signIn(page, email, 'ce n’est pas le bon');
    await expect(page.getByRole('alert')).toHaveText(REFUSED);
    await expect(page.locator('#email')).toHaveValue(email);
    await expect(page.locator('#password')).toHaveValue('');
    refusals.push((await page.getByRole('main').innerHTML()).replaceAll(email, 'E-MAIL'));
  }
  expect(refusals[1]).toBe(refusals[0]);
  await page.reload();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('signing in leads to the page that was wanted, signing out ends it', async ({ open, page, desk, context }) => {
  const person = invite(desk, 'viewer');
  await enter(page, person);
  await signOut(page);

  const wanted = '/orders?payment=paid&sort=client';
  await open(wanted);
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await signIn(page, person.email, 'une erreur de frappe');
  await expect(page.getByRole('alert')).toHaveText(REFUSED);
  await signIn(page, person.email, PASSWORD);
  await expect(page).toHaveURL(wanted);
  await expect(page.locator('tbody tr').first()).toBeVisible();

  const [session] = (await context.cookies()).filter((cookie) => cookie.name.endsWith('session'));
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  await signOut(page);
  await page.goBack();
  await expect(page.locator('tbody tr')).toHaveCount(0);
  await context.addCookies([session]);
  await open('/orders');
  await expect(page, 'a cookie kept from before leads nowhere').toHaveURL(/\/sign-in$/);
});

test('a link never leads to another site', async ({ open, page, desk, baseURL }) => {
  const person = invite(desk, 'viewer');
  await enter(page, person);
  await signOut(page);
  for (const elsewhere of ['https://evil.example/', '//evil.example/', '/\\evil.example/', 'javascript:alert(1)']) {
    await open(`/sign-in?next=${encodeURIComponent(elsewhere)}`);
    await signIn(page, person.email, PASSWORD);
    await expect(page).toHaveURL(`${baseURL}/orders`);
    await signOut(page);
  }
});

test('a one-time link of nobody says so', async ({ open, page, problems }) => {
  problems.allow(/status 404: GET .*\/welcome\//, /console error: Failed to load resource: .* 404 .*\/welcome\//);
  const answer = await open('/welcome/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('Ce lien a déjà servi')).toBeVisible();
  await page.getByRole('link', { name: 'Se connecter' }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
});
