import type { MiddlewareHandler } from 'hono';
import { differences, type GraphMetadata } from './published-metadata.ts';

/** What requests and the emulator's answers to them have that Microsoft's published metadata has not. */
export interface Disagreements {
  /** Looks at the request and at the answer that the next handlers gave. */
  readonly check: MiddlewareHandler;
  /** Each once, in words; `undefined` without metadata. */
  found(): readonly string[] | undefined;
  clear(): void;
}

/** @param metadata without it, nothing is looked at */
export function disagreements(metadata: GraphMetadata | undefined): Disagreements {
  const found = new Set<string>();
  return {
    check: async (c, next) => {
      await next();
      if (metadata === undefined) return;
      const { pathname, search } = new URL(c.req.url);
      const exchange = {
        method: c.req.method,
        url: pathname.replace(/^\/v1\.0/, '') + search,
        headers: c.req.header(),
        body: parsed(await c.req.text()),
        status: c.res.status,
        answer: parsed(await c.res.clone().text()),
      };
      for (const difference of differences(metadata, exchange)) found.add(difference);
    },
    found: () => (metadata === undefined ? undefined : [...found]),
    clear: () => found.clear(),
  };
}

/** JSON, or the text itself where it is none. */
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}
