import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

/**
 * Somebody who reads nothing: on each screen they press the one button that shouts, and where they are
 * asked for five characters they type those that stand after the dots.
 */
export function openPrimaryWalk(page: Page) {
  const pressed: string[] = [];

  /** The next button that shouts. There is one, in the dialog that is on top or else in the page. */
  async function next(): Promise<{ button: Locator; words: string }> {
    const said = async (): Promise<string> => {
      const words = await (await loud()).allInnerTexts();
      // While the last one still works, it is not pressed again.
      return words.length === 1 && words[0] !== pressed.at(-1) ? (words[0] ?? '') : '';
    };
    await expect.poll(said, { message: `after “${pressed.at(-1)}”` }).not.toBe('');
    const button = await loud();
    return { button, words: await button.innerText() };
  }

  async function loud(): Promise<Locator> {
    const dialog = page.getByRole('dialog').last();
    const isAsked = (await page.getByRole('dialog').count()) > 0;
    // What cannot be undone never shouts, but in its dialog it is the one way on.
    return isAsked
      ? dialog.locator('[data-kind=primary], [data-kind=danger]')
      : page.locator('[data-kind=primary]');
  }

  async function typeLastFive(): Promise<void> {
    const field = page.getByRole('dialog').getByLabel(/last five characters/);
    if ((await field.count()) === 0) return;
    await expect(field).toBeInViewport({ ratio: 1 });
    const words = await page.getByRole('dialog').innerText();
    await field.fill(/•••••\s*(\S{5})/.exec(words)?.[1] ?? '');
  }

  async function press(button: Locator, words: string): Promise<void> {
    await expect(button).toBeInViewport({ ratio: 1 });
    await button.click();
    pressed.push(words);
  }

  return {
    /** All that was pressed, in order. */
    pressed: pressed as readonly string[],
    /** Of several that are equal, the one that is wanted. */
    choose: (words: string) =>
      press(page.locator('[data-kind=primary]').getByText(words, { exact: true }), words),
    next,
    async goOn(): Promise<void> {
      const { button, words } = await next();
      await typeLastFive();
      await press(button, words);
    },
  };
}
