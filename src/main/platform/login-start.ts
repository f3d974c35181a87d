import { app } from 'electron';
import type { LoginStart } from '../core/ports.ts';
import { createAutostart } from './autostart.ts';

/** The switch of a start that nobody sees. */
export const hiddenSwitch = 'hidden';

export function createLoginStart(): LoginStart {
  if (process.platform === 'linux') {
    return createAutostart(app.getPath('appData'), ourCommand());
  }
  const args = [`--${hiddenSwitch}`];
  return {
    isOn: () => app.getLoginItemSettings({ args }).openAtLogin,
    set: (isOn) => app.setLoginItemSettings({ openAtLogin: isOn, args }),
  };
}

/** How we were started. An AppImage runs from a folder that is another one each time. */
function ourCommand(): string[] {
  const program = process.env['APPIMAGE'] ?? process.execPath;
  const folder = app.isPackaged ? [] : [app.getAppPath()];
  return [program, ...folder, `--${hiddenSwitch}`];
}
