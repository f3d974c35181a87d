import type { Session } from 'electron';
import { isOwnAddress } from './page.ts';

/** The window asks for no permission, makes no connection and downloads nothing. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, grant) => grant(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isOwnAddress(details.url) });
  });
  session.on('will-download', (event) => event.preventDefault());
}
