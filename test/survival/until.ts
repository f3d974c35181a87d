/** Waits for something that nobody tells us of. */
export async function until(name: string, isSo: () => Promise<boolean>, ms = 60_000) {
  const giveUpAt = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error(`Not within ${ms / 1000} s: ${name}.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
