/**
 * Keys that the service lists are brought in from the clipboard, as by somebody who has had them all
 * along: made up, but for their last five.
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').ElectronApplication} app
 * @param {readonly string[]} labels
 */
export async function bringListedKeys(page, app, labels) {
  /** @type {{ id: string, accountId: string, label: string, lastFive: string }[]} */
  const rows = await page.evaluate(`(async () => {
    const { value } = await window.bridge.call('readState', {});
    return ${JSON.stringify(labels)}.map((label) => value.keys.find((row) => row.label === label));
  })()`);
  const lines = rows.map(
    ({ lastFive }, index) => `KEY_${index}=officer_v1_Q2hv${`x7K${index}`.repeat(9).slice(0, 35)}${lastFive}`,
  );
  await app.evaluate(({ clipboard }, text) => clipboard.writeText(text), lines.join('\n'));
  await page.evaluate(`(async () => {
    const { value } = await window.bridge.call('readClipboard', {});
    const picks = ${JSON.stringify(rows)}.map(({ id, accountId, label }, index) => {
      const { number } = value.candidates[index];
      return { number, accountId, listedAs: id, label, expiresAt: null };
    });
    await window.bridge.call('keepKeys', { intakeId: value.intakeId, picks });
  })()`);
}
