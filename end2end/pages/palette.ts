// The palette and the list of keys as a person uses them, in French.
import { expect, type Locator, type Page } from '@playwright/test';

export class Palette {
  readonly dialog: Locator;
  readonly field: Locator;
  readonly options: Locator;
  readonly help: Locator;
  /** What opens it by hand. */
  readonly button: Locator;

  constructor(
    readonly page: Page,
    private readonly isPhone: boolean,
  ) {
    this.dialog = page.getByRole('dialog', { name: 'Recherche et actions' });
    this.field = this.dialog.getByRole('combobox', { name: 'Recherche et actions' });
    this.options = this.dialog.getByRole('option');
    this.help = page.getByRole('dialog', { name: 'Raccourcis clavier' });
    this.button = page.getByRole('button', { name: 'Rechercher…' });
  }

  /** By key, and ready to be typed into. */
  async open(): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await expect(this.field).toBeFocused();
  }

  option(name: string | RegExp): Locator {
    return this.dialog.getByRole('option', { name });
  }

  /** The line that Enter chooses; the field names it to whoever does not see it. */
  async chosen(): Promise<Locator> {
    const id = await this.field.getAttribute('aria-activedescendant');
    const line = this.page.locator(`[id="${id}"]`);
    await expect(line).toHaveAttribute('aria-selected', 'true');
    return line;
  }

  /** By finger on a phone, by mouse elsewhere. */
  press(control: Locator): Promise<void> {
    return this.isPhone ? control.tap() : control.click();
  }
}
