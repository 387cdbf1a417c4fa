import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { DAY, SECOND } from '../clock.ts';
import { inJapan } from '../japan-time.ts';
import { type CardSource, CardSourceFailure, type UpdateWindow } from './card-source.ts';
import { sansanCardSchema, sansanMeSchema, sansanPageSchema } from './sansan-card.ts';

export interface SansanOpenApiOptions {
  readonly baseUrl: string;
  /** API version, the first path segment, e.g. `v3.2`. */
  readonly version: string;
  /** Cards per page, 1 to 300. */
  readonly pageSize: number;
  /**
   * Maximum request rate per API key. Three published statements disagree on the limit; 4 per second satisfies all of
   * them.
   */
  readonly requestsPerSecond: number;
  readonly apiKey: string;
}

const REQUEST_TIMEOUT = 30 * SECOND;
const MIN_WAIT_SECONDS = 5;
/** A longer wait than this is taken for a mistake: it would leave a person without cards for longer than a day. */
const MAX_WAIT_SECONDS = DAY / SECOND;
/** Pages in a row without a card that was not listed before; a card that changes during the listing comes again. */
const MOST_PAGES_WITHOUT_NEW = 10;
/** Cards of one person, far more than anybody has. */
const MOST_CARDS = 500_000;

/**
 * The cards of one person through the Sansan Open API.
 *
 * Fails with `CardSourceFailure`: `key-refused` (401, 403), `throttled` (429, with the back-off), `unavailable`
 * (temporary failures), `unreadable` (an answer that does not match the schema).
 */
export function sansanOpenApi(options: SansanOpenApiOptions): CardSource {
  const pace = paceOf(options.requestsPerSecond);

  async function get(path: string, query: Record<string, string>): Promise<unknown> {
    await pace();

    const url = new URL(`/${options.version}${path}`, options.baseUrl);
    url.search = new URLSearchParams(query).toString();
    const response = await fetch(url, {
      headers: { 'x-sansan-api-key': options.apiKey, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT),
    }).catch((cause: unknown) => {
      throw new CardSourceFailure('unavailable', 'Sansan could not be reached. It is tried again later.', { cause });
    });
    if (!response.ok) throw await failureOf(response);
    const text = await response.text().catch((cause: unknown) => {
      throw new CardSourceFailure('unavailable', 'The answer of Sansan broke off. It is tried again later.', { cause });
    });
    try {
      return JSON.parse(text);
    } catch {
      // The cause is omitted: a JSON error quotes the text, which may be card content.
      throw new CardSourceFailure('unreadable', 'Sansan answered something that is not JSON.');
    }
  }

  return {
    async owner() {
      const me = parse(sansanMeSchema, await get('/me', {}));
      return { id: me.id === '' ? me.email : me.id, name: me.name, email: me.email };
    },

    async *updatedIn(window: UpdateWindow) {
      const filters = {
        updatedFrom: japaneseTime(Math.floor(window.from.getTime() / SECOND) * SECOND),
        updatedTo: japaneseTime(Math.ceil(window.to.getTime() / SECOND) * SECOND),
        range: 'me',
        entryStatus: 'completed',
        orderBy: 'updatedAt',
        orderDirection: 'asc',
        limit: String(options.pageSize),
      };
      const seen = new Set<string>();
      const listed = new Set<string>();
      let withoutNew = 0;
      let token: string | undefined;
      do {
        const answer = await get('/bizCards', token === undefined ? filters : { ...filters, nextPageToken: token });
        const page = parse(sansanPageSchema, answer);
        const cards = page.data.map((card) => parse(sansanCardSchema, card));
        const before = listed.size;
        for (const { id } of cards) listed.add(id);
        withoutNew = listed.size > before ? 0 : withoutNew + 1;
        if (withoutNew > MOST_PAGES_WITHOUT_NEW || listed.size > MOST_CARDS) {
          throw new CardSourceFailure('unreadable', 'Sansan announced pages without end. It is tried again later.');
        }
        yield cards;
        token = page.hasMore ? page.nextPageToken : undefined;
        if (page.hasMore && (token === undefined || seen.has(token))) {
          throw new CardSourceFailure('unreadable', 'Sansan announced another page but gave no way to it.');
        }
        if (token !== undefined) seen.add(token);
      } while (token !== undefined);
    },
  };
}

/** Fewer than the ten a second above which the API answers 429: on their way, requests come closer together. */
const MOST_AT_ONCE = 8;

/**
 * Rate limiter: waits so that the average is kept. After a rest, as many requests may start at once as two seconds
 * allow, so that a listing of ordinary length does not wait in its middle.
 */
function paceOf(requestsPerSecond: number): () => Promise<void> {
  const burst = Math.max(1, Math.floor(requestsPerSecond), Math.min(Math.floor(2 * requestsPerSecond), MOST_AT_ONCE));
  const within = (burst / requestsPerSecond) * SECOND;
  const starts: number[] = [];
  return async () => {
    const now = Date.now();
    const earlier = starts.length < burst ? undefined : starts.shift();
    const start = Math.max(now, earlier === undefined ? now : earlier + within);
    starts.push(start);
    if (start > now) await sleep(start - now);
  };
}

/** Formats a time as `YYYY-MM-DDThh:mm:ss+09:00`, which the API is known to accept. */
function japaneseTime(at: number): string {
  const { day, time } = inJapan(new Date(at));
  return `${day}T${time}+09:00`;
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // Only the paths of the issues: a zod message may quote the value, which may be card content.
  const paths = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new CardSourceFailure('unreadable', `Sansan answered in an unknown form (at: ${paths || 'top'}).`);
}

const throttleSchema = z.object({ retry_after: z.coerce.number().nonnegative() });

async function failureOf(response: Response): Promise<CardSourceFailure> {
  const { status } = response;
  if (status === 401 || status === 403) {
    await response.body?.cancel();
    return new CardSourceFailure('key-refused', 'Sansan refused the API key. Issue a new key and enter it.');
  }
  if (status === 429) {
    const body = throttleSchema.safeParse(await response.json().catch(() => undefined));
    const asked = body.success ? body.data.retry_after : Number(response.headers.get('retry-after') ?? 0);
    const retryAfterSeconds = Math.min(Math.max(asked || 0, MIN_WAIT_SECONDS), MAX_WAIT_SECONDS);
    return new CardSourceFailure('throttled', `Sansan asks to wait ${retryAfterSeconds} s.`, { retryAfterSeconds });
  }
  await response.body?.cancel();
  return status >= 500
    ? new CardSourceFailure('unavailable', `Sansan answered ${status}. It is tried again later.`)
    : new CardSourceFailure('unreadable', `Sansan answered ${status}. Check SANSAN_BASE_URL and SANSAN_API_VERSION.`);
}
