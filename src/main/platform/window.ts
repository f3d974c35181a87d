import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen, session, type Session } from 'electron';
import icon from '../../../resources/icons/128x128.png?asset';
import type { Log } from '../core/ports.ts';
import { serveApp } from './app-protocol.ts';
import { appScheme, urlOf, type Page } from './page.ts';
import { guardSession } from './session-guard.ts';
import {
  boundsOn,
  defaultSize,
  readWindowPlace,
  smallestSize,
  writeWindowPlace,
} from './window-place.ts';

/** The colour of the page, so that the window does not flash while it loads. See ui/tokens.css. */
const paper = { light: '#fbfaf8', dark: '#16181c' };

const rememberAfterMs = 500;

export function openWindow(page: Page, log: Log): BrowserWindow {
  const placeFile = join(app.getPath('userData'), 'window.json');
  const place = readWindowPlace(placeFile);
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...defaultSize,
    ...(place && boundsOn(screens, place.bounds)),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'Keyturn',
    icon,
    backgroundColor: paperNow(),
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      session: windowSession(),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: import.meta.env.DEV,
    },
  });
  if (place?.isMaximized) window.maximize();
  followTheme(window);
  keepToOwnPage(window);
  bringBackAfterCrash(window, log);
  rememberPlace(window, placeFile, log);
  window.once('ready-to-show', () => window.show());
  load(window, page, log);
  return window;
}

function paperNow(): string {
  return nativeTheme.shouldUseDarkColors ? paper.dark : paper.light;
}

/** The first window opens before it is known whether its user has chosen one. */
function followTheme(window: BrowserWindow): void {
  const follow = (): void => {
    if (!window.webContents.isDestroyed()) window.setBackgroundColor(paperNow());
  };
  nativeTheme.on('updated', follow);
  window.on('closed', () => nativeTheme.off('updated', follow));
}

/** What is to stand in each window, also after a crash. */
const wantedPages = new WeakMap<BrowserWindow, Page>();

/** No page is asked for longer whether it would like to go. */
const mayStayMs = 1000;

/** In the place of the page that stands there, which is ended with its process. */
export function showPage(window: BrowserWindow, page: Page, log: Log): void {
  const { webContents } = window;
  const zoom = webContents.getZoomLevel();
  const before = webContents.getOSProcessId();
  let isThere = false;
  webContents.on('did-navigate', function arrive(_event, address) {
    // The page before may just have been coming up itself.
    if (address !== urlOf(page)) return;
    webContents.off('did-navigate', arrive);
    isThere = true;
    // Chromium keeps it for each origin apart.
    webContents.setZoomLevel(zoom);
    // With what was typed into the page before, and the way back to it.
    webContents.navigationHistory.clear();
  });
  setTimeout(() => {
    const isStillUsed = isThere && !window.isDestroyed() && webContents.getOSProcessId() === before;
    if (!isStillUsed) endPage(before);
  }, mayStayMs);
  load(window, page, log);
}

/** Chromium waits for ever for a page that hangs as it is asked to go, and then lets it linger. */
function endPage(processId: number): void {
  const isOurs = app.getAppMetrics().some(({ pid, type }) => pid === processId && type === 'Tab');
  // No crash, of which the system might keep what was in memory.
  if (isOurs) process.kill(processId, 'SIGKILL');
}

function load(window: BrowserWindow, page: Page, log: Log): void {
  wantedPages.set(window, page);
  window.loadURL(urlOf(page)).catch((error: unknown) => {
    // It was closed meanwhile; its page goes first.
    if (window.isDestroyed() || window.webContents.isDestroyed() || isOvertaken(error)) return;
    log.bug(error);
    // Rather no window than one that can still be read.
    if (page === 'lock') window.destroy();
  });
}

/** ERR_ABORTED: another page was wanted before this one was there, or it crashed and is brought back. */
function isOvertaken(error: unknown): boolean {
  // By its number: of a page that crashed Electron leaves the word out.
  return error instanceof Error && 'errno' in error && error.errno === -3;
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** In memory only: what the page leaves behind in caches or storage never reaches the disk. */
function windowSession(): Session {
  const own = session.fromPartition('window');
  if (!own.protocol.isProtocolHandled(appScheme)) {
    serveApp(own, join(import.meta.dirname, '../renderer'));
    guardSession(own);
  }
  return own;
}

function keepToOwnPage({ webContents }: BrowserWindow): void {
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-frame-navigate', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  // A page has no say in whether its window closes.
  webContents.on('will-prevent-unload', (event) => event.preventDefault());
  // WebRTC is the one road out that neither the CSP nor webRequest sees.
  webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** A page that crashed is blank for ever. It is loaded again, unless it has just been. */
function bringBackAfterCrash(window: BrowserWindow, log: Log): void {
  const { webContents } = window;
  let lastAt = 0;
  const bringBack = (): void => load(window, wantedPages.get(window) ?? 'own', log);
  // Who comes back to the window wants it to work, however often it has crashed.
  window.on('focus', () => {
    if (webContents.isCrashed()) bringBack();
  });
  webContents.on('render-process-gone', (_event, { reason }) => {
    log.warn(`The page is gone (${reason}).`);
    const isAgain = Date.now() - lastAt < 10_000;
    lastAt = Date.now();
    if (reason !== 'clean-exit' && !isAgain) bringBack();
  });
}

function rememberPlace(window: BrowserWindow, file: string, log: Log): void {
  let timer: NodeJS.Timeout | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    const isMaximized = window.isMaximized();
    const isAsUsual = !isMaximized && !window.isMinimized() && !window.isFullScreen();
    // The normal bounds are those to go back to; while nothing is to be gone back from they may lag.
    const bounds = isAsUsual ? window.getBounds() : window.getNormalBounds();
    writeWindowPlace(file, { bounds, isMaximized }, log);
  };
  const rememberSoon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(remember, rememberAfterMs);
  };
  window.on('resize', rememberSoon);
  window.on('move', rememberSoon);
  window.on('close', remember);
  // One that is taken away is not asked to close.
  window.on('closed', () => clearTimeout(timer));
}
