import { isOwnAddress } from './page.ts';

interface Frame {
  url: string;
}
interface Contents {
  mainFrame: Frame;
}

/** Our own window, its main frame, our own page: a frame inside it or another window is a stranger. */
export function isTrusted(
  { sender, senderFrame }: { sender: Contents; senderFrame: Frame | null },
  window: { webContents: Contents; isDestroyed(): boolean } | null,
): boolean {
  if (!window || window.isDestroyed() || sender !== window.webContents) return false;
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnAddress(senderFrame.url);
}
