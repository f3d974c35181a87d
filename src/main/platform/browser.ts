import { shell } from 'electron';
import type { Browser } from '../core/ports.ts';

export const systemBrowser: Browser = { open: (url) => shell.openExternal(url) };
