import * as z from 'zod';
import type { Session } from '../../../identity/session.ts';
import { USER_STATUSES } from '../../../links/link-status.ts';
import type { Call } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { open, seal } from '../sealed-address.ts';

const standingSchema = z.enum(USER_STATUSES).optional();
const viewSchema = z.object({
  text: z.string(),
  standing: standingSchema,
  /** Where the page begins, and how many users come before it; `undefined` and 0 on the first page. */
  after: z.string().optional(),
  skipped: z.number().default(0),
  /** Where the pages before it begin, the nearest last; the first page begins at the empty string. */
  earlier: z.array(z.string()).default([]),
});

/** The part of the list that a page shows: search text and position. */
export type UsersView = z.infer<typeof viewSchema>;

/** How many pages one can go back step by step; a longer way back would make the URL too long. */
const MAX_EARLIER = 40;

/** The view of the page that follows one with so many users. */
export function nextView(view: UsersView, shown: number, next: string): UsersView {
  const earlier = [...view.earlier, view.after ?? ''].slice(-MAX_EARLIER);
  return { ...view, after: next, skipped: view.skipped + shown, earlier };
}

/** The view of the page before; `undefined` on the first page, and where the way back is no longer known. */
export function previousView(view: UsersView, most: number): UsersView | undefined {
  const after = view.earlier.at(-1);
  if (after === undefined) return undefined;
  const earlier = view.earlier.slice(0, -1);
  return { ...view, after: after === '' ? undefined : after, skipped: Math.max(0, view.skipped - most), earlier };
}

/**
 * Reads the view from the URL. URLs must not contain people's addresses, so the search text and the position are
 * sealed for this organization. A value that cannot be opened (any more) gives the start of the whole list.
 */
export async function readUsersView(call: Call<Session>): Promise<UsersView & { readonly isOver: boolean }> {
  const { query } = call.request;
  const opened = await open(call, 'list', query.get('view'));
  if (opened !== undefined) return { ...viewSchema.parse(JSON.parse(opened)), isOver: false };
  const standing = standingSchema.safeParse(query.get('standing') ?? undefined).data;
  return { ...viewSchema.parse({ text: '', standing }), isOver: query.has('view') };
}

/** Seals a view for use in a URL; the empty string for the whole list. */
export async function sealUsersView(call: Call<Session>, view: z.input<typeof viewSchema>): Promise<string> {
  if (view.text === '' && view.standing === undefined && view.after === undefined) return '';
  return seal(call, 'list', JSON.stringify(view));
}

/** URL of a view. */
export function usersAddress(view: string): string {
  return view === '' ? TABS.users : `${TABS.users}?${new URLSearchParams({ view }).toString()}`;
}
