import { Menu, nativeImage, Tray as ElectronTray } from 'electron';
import icon from '../../../resources/icons/128x128.png?asset';
import type { Tray, TrayFace } from '../core/ports.ts';
import { BusError, systemSessionBus } from './session-bus.ts';

/** As high as the icons beside it. */
const heightPx = 22;

/** Made at the first use, which is not before the window is painted. */
export function createTray(): Tray {
  let made: ElectronTray | null = null;

  return {
    async show(face) {
      if (made === null && !(await hasPlace())) return false;
      // Asked meanwhile, it may be there by now.
      made ??= new ElectronTray(nativeImage.createFromPath(icon).resize({ height: heightPx }));
      made.setToolTip(face.tooltip);
      if (process.platform === 'darwin') made.setTitle(face.count === 0 ? '' : String(face.count));
      made.setContextMenu(menuOf(face));
      return true;
    },
    remove() {
      made?.destroy();
      made = null;
    },
  };
}

function menuOf({ tooltip, items }: TrayFace): Menu {
  return Menu.buildFromTemplate([
    { label: escaped(tooltip), enabled: false },
    { type: 'separator' },
    ...items.map((item) =>
      item === null
        ? ({ type: 'separator' } as const)
        : {
            label: escaped(item.label),
            enabled: item.onChoose !== null,
            ...(item.onChoose && { click: item.onChoose }),
          },
    ),
  ]);
}

/** A single one would underline the letter after it. */
function escaped(label: string): string {
  return label.replaceAll('&', '&&');
}

/** Linux desktops may have no place for icons, as GNOME has none. */
async function hasPlace(): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const watcher = 'org.kde.StatusNotifierWatcher';
  try {
    const found = await systemSessionBus.call(
      {
        destination: watcher,
        path: '/StatusNotifierWatcher',
        interface: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        signature: 'ss',
        body: [watcher, 'IsStatusNotifierHostRegistered'],
      },
      withinMs,
    );
    return JSON.stringify(found).includes('true');
  } catch (error) {
    if (!(error instanceof BusError)) throw error;
    return false;
  }
}

const withinMs = 2000;
