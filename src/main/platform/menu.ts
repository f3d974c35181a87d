import { app, Menu, type MenuItemConstructorOptions } from 'electron';

/** What the menu does in our own parts. */
interface Own {
  lock: () => void;
  showAbout: () => void;
}

/** What a person expects of any window, and no door to reload or inspect the page. */
export function setMenu({ lock, showAbout }: Own): void {
  const isMac = process.platform === 'darwin';
  const about = { label: 'About Keyturn', click: showAbout };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [ownMenu(about)] : []),
      {
        label: '&File',
        submenu: [
          { label: '&Lock Keyturn', accelerator: 'CommandOrControl+L', click: lock },
          { type: 'separator' },
          { role: isMac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: '&View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
      ...(isMac ? [] : [{ label: '&Help', submenu: [about] }]),
    ]),
  );
}

/** The menu that macOS has for the app itself, with what we tell about it in place of its own panel. */
function ownMenu(about: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    label: app.name,
    submenu: [
      about,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
