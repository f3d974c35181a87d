import { z } from 'zod';
import { FailureError } from '../core/failure-error.ts';
import type { ReleaseNews } from '../core/ports.ts';
import type { HttpOptions } from './http.ts';
import { createLateHttp } from './late-http.ts';

const news = z.object({ version: z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/) });

/** One question with nothing about us in it but our own version, and one word of its answer. */
export function createReleaseNews(options: HttpOptions): ReleaseNews {
  const http = createLateHttp(options);
  return {
    async newest({ address, path }) {
      const { status, text } = await http.ask({ method: 'GET', address, path });
      if (status !== 200) throw unreadable();
      try {
        return news.parse(JSON.parse(text)).version;
      } catch {
        throw unreadable();
      }
    },
  };
}

function unreadable(): FailureError {
  const reason = 'not-understood';
  return new FailureError({ code: 'unreadable-answer', reason, field: null });
}
