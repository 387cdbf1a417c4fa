import * as z from 'zod';
import { SECOND } from '../../../clock.ts';
import { SESSION_TTL, type Session } from '../../../identity/session.ts';
import { type UserId, userIdSchema } from '../../../ids.ts';
import { USER_STATUSES } from '../../../links/link-status.ts';
import type { Call } from '../../http/route.ts';

const USERS = '/organization/microsoft-365/users';

const standingSchema = z.enum(USER_STATUSES).optional();
const viewSchema = z.object({ text: z.string(), standing: standingSchema, after: z.string().optional() });

/** Which part of the list of people a page shows: what was searched for, and behind whom it begins. */
export type UsersView = z.infer<typeof viewSchema>;

/**
 * What the address asks for. Addresses of people must not stand in ours, so a search and a place in the list travel
 * sealed, for this organization only. What cannot be opened is the beginning of the whole list.
 */
export async function readUsersView({ services, session, request }: Call<Session>): Promise<UsersView> {
  const sealed = await services.cookies.open(nameOf(session), request.query.get('view') ?? undefined);
  if (sealed !== undefined) return viewSchema.parse(JSON.parse(sealed));
  return { text: '', standing: standingSchema.safeParse(request.query.get('standing') ?? undefined).data };
}

/** The value that stands for a view in an address; empty for the whole list. */
export async function sealUsersView({ services, session }: Call<Session>, view: UsersView): Promise<string> {
  if (view.text === '' && view.standing === undefined && view.after === undefined) return '';
  return services.cookies.seal(nameOf(session), JSON.stringify(view), SESSION_TTL / SECOND);
}

/** Somebody's id as it may stand in an address of ours: some providers make it of a name or an address. */
export function sealUser({ services, session }: Call<Session>, userId: UserId): Promise<string> {
  return services.cookies.seal(`user ${nameOf(session)}`, userId, SESSION_TTL / SECOND);
}

/** The id that was sealed; `undefined` when there is none, or it is not one of this organization's. */
export async function openUser(
  { services, session }: Call<Session>,
  sealed: string | null,
): Promise<UserId | undefined> {
  return userIdSchema.optional().parse(await services.cookies.open(`user ${nameOf(session)}`, sealed ?? undefined));
}

/** The address of a view, and what is to be said there. */
export function usersAddress(view: string, done?: string): string {
  const query = new URLSearchParams({ ...(view === '' ? {} : { view }), ...(done === undefined ? {} : { done }) });
  return query.size === 0 ? USERS : `${USERS}?${query.toString()}`;
}

function nameOf({ person }: Session): string {
  return `users of ${person.organizationId}`;
}
