import { BrowserWindow, session, type Session } from 'electron';
import type { Printer } from '../core/ports.ts';
import { appScheme } from './page.ts';
import { guardSession } from './session-guard.ts';

/** Shown by nobody, in a session of its own. It knows this one page. */
const address = `${appScheme}://print/report.html`;

/** Style is all that it needs; everything else is left out, whatever would be in the page. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
};

const footer = `<div style="width:100%;padding:0 12mm;font:7pt sans-serif;color:#5d626b;text-align:right">
<span class="pageNumber"></span> / <span class="totalPages"></span></div>`;

/** Prints through a hidden window without script, without network and without a way to anything of ours. */
export function createPrinter(): Printer {
  let count = 0;
  return {
    async pdf(html) {
      count += 1;
      const own = printSession(`print-${count}`, html);
      const window = new BrowserWindow({
        show: false,
        webPreferences: {
          session: own,
          javascript: false,
          contextIsolation: true,
          sandbox: true,
          nodeIntegration: false,
          webSecurity: true,
          webviewTag: false,
          images: false,
          spellcheck: false,
          devTools: false,
        },
      });
      try {
        window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
        window.webContents.on('will-navigate', (event) => event.preventDefault());
        await window.loadURL(address);
        return await window.webContents.printToPDF({
          landscape: true,
          pageSize: 'A4',
          preferCSSPageSize: true,
          printBackground: true,
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: footer,
          generateTaggedPDF: true,
        });
      } finally {
        window.destroy();
        own.protocol.unhandle(appScheme);
      }
    },
  };
}

function printSession(name: string, html: string): Session {
  const own = session.fromPartition(name);
  guardSession(own, (url) => url === address);
  own.protocol.handle(appScheme, (request) =>
    request.url === address && request.method === 'GET'
      ? new Response(html, { headers })
      : new Response(null, { status: 404 }),
  );
  return own;
}
