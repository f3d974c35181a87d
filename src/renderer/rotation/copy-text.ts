/** Puts plain words, never a key, into the clipboard. The window has no other right to it. */
export function copyText(text: string): boolean {
  const put = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
  };
  document.addEventListener('copy', put, { once: true });
  // The page may not use the newer interface: it would need a permission, and none is given.
  const isDone = document.execCommand('copy');
  document.removeEventListener('copy', put);
  return isDone;
}
