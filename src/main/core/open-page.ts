import type { AccountBook } from './account-book.ts';
import { FailureError } from './failure-error.ts';
import type { Browser } from './ports.ts';

/** Only pages that stand on a rule card: what the window says must not send the user just anywhere. */
export async function openPage(url: string, book: AccountBook, browser: Browser): Promise<void> {
  const page = book
    .cards()
    .flatMap(({ pages }) => pages)
    .find((known) => known.url === url);
  if (!page) throw new FailureError({ code: 'call-refused', reason: 'bad-request' });
  await browser.open(page.url);
}
