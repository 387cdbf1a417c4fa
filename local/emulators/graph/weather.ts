import * as z from 'zod';

/** What Outlook does to answers on some days, all of it off after a reset. The sources are public reports. */
export const weatherSchema = z.strictObject({
  /** Positions in the folder, from 0, that a listing leaves out (msgraph-sdk-java 968, microsoft-graph-docs 1094). */
  leftOut: z.array(z.number().int().nonnegative()).default([]),
  /** Contacts after which a listing ends without a next link (microsoft-graph-docs 7569, msgraph-sdk-javascript 188). */
  endsAfter: z.number().int().nonnegative().nullable().default(null),
  /** Most contacts of a page, however many are asked for (microsoft-graph-docs 2153, paging.md). */
  shortPages: z.number().int().positive().nullable().default(null),
  /** Listings come from a replica without the contacts that were created in so many seconds (microsoft-graph-docs 5029). */
  behindSeconds: z.number().nonnegative().default(0),
  /** Listed contacts have an id and no other property (published metadata, msgraph-sdk-dotnet 179). */
  bareContacts: z.boolean().default(false),
  /** Listings cut strings after so many characters (Outlook's documentation of its Table object: 255). */
  cutsStringsAt: z.number().int().positive().nullable().default(null),
  /** How many listings, counted by their first pages, this happens to; `null`: to all. */
  listings: z.number().int().positive().nullable().default(null),
  /** The status of every answer to a batch (throttling.md has 429 and 424, json-batching.md always 200). */
  batchStatus: z.number().int().min(200).max(599).default(200),
});

export type Weather = z.output<typeof weatherSchema>;

const FAIR: Weather = weatherSchema.parse({});

/** The weather of an emulator, and what it makes of listings. */
export interface Sky {
  set(weather: Weather): void;
  batchStatus(): number;
  /** The weather for one page of a listing that begins at this offset. */
  overPage(offset: number): Weather;
}

export function clearSky(): Sky {
  let weather = FAIR;
  let left = 0;
  let over = FAIR;
  return {
    set: (next) => {
      weather = next;
      left = next.listings ?? Number.POSITIVE_INFINITY;
    },
    batchStatus: () => weather.batchStatus,
    overPage: (offset) => {
      if (offset === 0) {
        over = left > 0 ? weather : FAIR;
        left -= 1;
      }
      return over;
    },
  };
}
