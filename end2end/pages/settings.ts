// The settings pages as a person uses them: fields by their labels, the notice of what was done, the menu beside a
// user. Reads what the pages say in French. Every form is sent by its button and answered by a page of its own.
import { expect, type Locator, type Page } from '@playwright/test';

export class SettingsPage {
  readonly notice: Locator;
  readonly alert: Locator;

  constructor(
    readonly page: Page,
    /** Waits until the page that is there can be used. */
    private readonly ready: (page: Page) => Promise<void>,
  ) {
    this.notice = page.locator('.notice--done');
    this.alert = page.getByRole('alert');
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.ready(this.page);
  }

  /** Goes to another settings page by its tab. */
  async tab(name: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages des paramètres' }).getByRole('link', { name }).click();
    await expect(this.page.locator('.settings__pages .tab[aria-current="page"]')).toHaveText(name);
    await this.ready(this.page);
  }

  field(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  choice(name: string): Locator {
    return this.page.getByRole('radio', { name, exact: true });
  }

  box(name: string): Locator {
    return this.page.getByRole('checkbox', { name, exact: true });
  }

  /** Sends a form by its button, and waits for the page that answers. */
  async send(button: string | Locator): Promise<void> {
    const found = typeof button === 'string' ? this.page.getByRole('main').getByRole('button', { name: button }) : button;
    const answered = this.page.waitForEvent('domcontentloaded');
    await found.click();
    await answered;
    await this.ready(this.page);
  }

  member(name: string): Locator {
    return this.page.locator('.member', { hasText: name });
  }

  /** Chooses in the menu beside a user. */
  async manage(name: string, action: string): Promise<void> {
    const member = this.member(name);
    await member.locator('summary').click();
    await this.send(member.getByRole('button', { name: action, exact: true }));
  }
}
