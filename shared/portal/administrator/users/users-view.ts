import * as z from 'zod';
import type { Session } from '../../../identity/session.ts';
import { USER_STATUSES } from '../../../links/link-status.ts';
import type { Call } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { open, seal } from '../sealed-address.ts';

const standingSchema = z.enum(USER_STATUSES).optional();
const viewSchema = z.object({ text: z.string(), standing: standingSchema, after: z.string().optional() });

/** Which part of the list of people a page shows: what was searched for, and behind whom it begins. */
export type UsersView = z.infer<typeof viewSchema>;

/**
 * What the address asks for. Addresses of people must not stand in ours, so a search and a place in the list travel
 * sealed, for this organization only. What cannot be opened is the beginning of the whole list.
 */
export async function readUsersView(call: Call<Session>): Promise<UsersView> {
  const { query } = call.request;
  const opened = await open(call, 'list', query.get('view'));
  if (opened !== undefined) return viewSchema.parse(JSON.parse(opened));
  return { text: '', standing: standingSchema.safeParse(query.get('standing') ?? undefined).data };
}

/** The value that stands for a view in an address; empty for the whole list. */
export async function sealUsersView(call: Call<Session>, view: UsersView): Promise<string> {
  if (view.text === '' && view.standing === undefined && view.after === undefined) return '';
  return seal(call, 'list', JSON.stringify(view));
}

/** The address of a view, and what is to be said there. */
export function usersAddress(view: string, done?: string): string {
  const query = new URLSearchParams({ ...(view === '' ? {} : { view }), ...(done === undefined ? {} : { done }) });
  return query.size === 0 ? TABS.users : `${TABS.users}?${query.toString()}`;
}
