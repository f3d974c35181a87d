import { isOfPage, type Page } from './page.ts';

interface Frame {
  url: string;
}
interface Contents {
  mainFrame: Frame;
}

/**
 * Our own window, its main frame, the page that is to stand there: a frame inside it, another window, or a
 * page that is being taken away is a stranger.
 */
export function isTrusted(
  { sender, senderFrame }: { sender: Contents; senderFrame: Frame | null },
  window: { webContents: Contents; isDestroyed(): boolean } | null,
  page: Page,
): boolean {
  if (!window || window.isDestroyed() || sender !== window.webContents) return false;
  return (
    senderFrame !== null && senderFrame === sender.mainFrame && isOfPage(senderFrame.url, page)
  );
}
