import { app, session as sessions, type Session } from 'electron';
import { isDevelopment, isOwnAddress } from './page.ts';

/**
 * Chromium has roads out that no request shows: DNS prefetching, WebRTC over TCP. All of them begin
 * with a name or an address to resolve, and it resolves none. Nor does it make names for others to resolve:
 * for each WebRTC connection it would join those on the local network who answer for such names, which its
 * routers are told of. Must run before the app is ready.
 */
export function forbidNames(): void {
  const rules = isDevelopment ? 'MAP * ~NOTFOUND, EXCLUDE localhost' : 'MAP * ~NOTFOUND';
  app.commandLine.appendSwitch('host-resolver-rules', rules);
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');
}

/** A window asks for no permission, makes no connection and downloads nothing. */
export function guardSession(
  session: Session,
  isAllowed: (address: string) => boolean = isOwnAddress,
): void {
  session.setPermissionRequestHandler((_contents, _permission, grant) => grant(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    decide({ cancel: !isAllowed(details.url) });
  });
  // Left on, Chromium fetches a dictionary from its maker at the start, even where no page wants one.
  session.setSpellCheckerEnabled(false);
  sessions.defaultSession.setSpellCheckerEnabled(false);
  session.on('will-download', (event) => event.preventDefault());
}
