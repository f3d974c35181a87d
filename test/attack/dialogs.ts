import type { Lane } from '../survival/lane.ts';

/**
 * What the user chooses in the dialogs of the system, which no test can press; `isByTurns`: every second one
 * is cancelled. The browser and the file manager are not opened.
 */
export async function answerDialogs(
  lane: Lane,
  file: string,
  { isByTurns = false } = {},
): Promise<void> {
  const answer = { filePath: file, isByTurns };
  await lane.driven().app.evaluate(({ dialog, shell }, wish) => {
    let asked = 0;
    const isCanceled = (): boolean => wish.isByTurns && (asked += 1) % 2 === 0;
    const { filePath } = wish;
    dialog.showSaveDialog = async () => ({ canceled: isCanceled(), filePath });
    dialog.showOpenDialog = async () => ({ canceled: isCanceled(), filePaths: [filePath] });
    dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    shell.openExternal = async () => undefined;
    shell.openPath = async () => '';
  }, answer);
}
