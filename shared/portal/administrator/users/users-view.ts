import * as z from 'zod';
import type { Session } from '../../../identity/session.ts';
import { USER_STATUSES } from '../../../links/link-status.ts';
import type { Call } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { open, seal } from '../sealed-address.ts';

const standingSchema = z.enum(USER_STATUSES).optional();
const viewSchema = z.object({ text: z.string(), standing: standingSchema, after: z.string().optional() });

/** The part of the list that a page shows: search text and start position. */
export type UsersView = z.infer<typeof viewSchema>;

/**
 * Reads the view from the URL. URLs must not contain people's addresses, so the search text and the position are
 * sealed for this organization. A value that cannot be opened (any more) gives the start of the whole list.
 */
export async function readUsersView(call: Call<Session>): Promise<UsersView & { readonly isOver: boolean }> {
  const { query } = call.request;
  const opened = await open(call, 'list', query.get('view'));
  if (opened !== undefined) return { ...viewSchema.parse(JSON.parse(opened)), isOver: false };
  const standing = standingSchema.safeParse(query.get('standing') ?? undefined).data;
  return { text: '', standing, isOver: query.has('view') };
}

/** Seals a view for use in a URL; the empty string for the whole list. */
export async function sealUsersView(call: Call<Session>, view: UsersView): Promise<string> {
  if (view.text === '' && view.standing === undefined && view.after === undefined) return '';
  return seal(call, 'list', JSON.stringify(view));
}

/** URL of a view. */
export function usersAddress(view: string): string {
  return view === '' ? TABS.users : `${TABS.users}?${new URLSearchParams({ view }).toString()}`;
}
