import type { Http, HttpOptions } from './http.ts';

/** The way out to the network, read at the first question: a quarter of the app, and the window comes first. */
export function createLateHttp(options: HttpOptions): Http {
  let http: Promise<Http> | null = null;
  return {
    async ask(question) {
      http ??= import('./http.ts').then(({ createHttp }) => createHttp(options));
      return (await http).ask(question);
    },
  };
}
