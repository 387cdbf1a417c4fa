import * as z from 'zod';
import { foldAscii } from '../../ascii-case.ts';
import { MINUTE, SECOND } from '../../clock.ts';
import type { SealedCookies } from '../../identity/sealed-cookie.ts';
import { formOwner, ownerMark, type Session } from '../../identity/session.ts';
import { readCookies } from './request-context.ts';
import type { Cookie } from './response.ts';
import type { Route, UnsentForm } from './route.ts';

const UNSENT_COOKIE = '__Host-unsent';
/** Longer than a sign-in takes, and than a person waits after too many tries. */
const UNSENT_SECONDS = (15 * MINUTE) / SECOND;
/** Maximum length of the fields that are kept, in characters: sealed, a cookie holds 4,096 bytes. */
const MAX_LENGTH = 2200;

const keptSchema = z.object({
  owner: z.string(),
  screen: z.string(),
  path: z.string(),
  fields: z.string(),
  // The release before does not say it, and its cookies are read for a while after a deployment.
  failed: z.boolean().default(false),
});

/** The screen on which a route's form is. */
export function screenOf({ screen }: Pick<Route, 'screen'>, path: string): string {
  return typeof screen === 'string' ? screen : path;
}

/**
 * The cookie that keeps a form that was not taken until its screen is shown to the same person (PRODUCT E8). It keeps
 * the fields that the route names, so no secret, and not what is too long for a cookie. None for a form whose page is of
 * nobody known.
 *
 * @param failed something failed here while the form was taken, which may have been done in part
 */
export async function unsentCookies(
  cookies: SealedCookies,
  route: Pick<Route, 'screen' | 'keeps'>,
  url: string,
  form: URLSearchParams,
  failed = false,
): Promise<Cookie[]> {
  const owner = formOwner(form.get('csrf') ?? '');
  if (owner === undefined) return [];
  const path = new URL(url).pathname;
  let fields = '';
  for (const [name, typed] of form) {
    const longer = new URLSearchParams([...new URLSearchParams(fields), [name, typed]]).toString();
    if (route.keeps?.includes(name) && longer.length <= MAX_LENGTH) fields = longer;
  }
  const value = JSON.stringify({ owner, screen: screenOf(route, path), path, fields, failed });
  return [
    { name: UNSENT_COOKIE, value: await cookies.seal(UNSENT_COOKIE, value, UNSENT_SECONDS), maxAge: UNSENT_SECONDS },
  ];
}

/** The form that was not taken, if it belongs to this screen and was sent by this person. */
export async function readUnsent(
  cookies: SealedCookies,
  session: Session,
  headers: Headers,
  url: string,
): Promise<UnsentForm | undefined> {
  // A page that renews itself replaces nothing that is typed, so it must not use the form up.
  if (headers.get('x-unattended') !== null) return undefined;
  const value = await cookies.open(UNSENT_COOKIE, readCookies(headers.get('cookie')).get(UNSENT_COOKIE));
  if (value === undefined) return undefined;
  const { owner, screen, path, fields, failed } = keptSchema.parse(JSON.parse(value));
  const isHere = foldAscii(screen) === foldAscii(new URL(url).pathname);
  return isHere && owner === ownerMark(session.person)
    ? { path, fields: new URLSearchParams(fields), failed }
    : undefined;
}

/** Deletes the form after its screen was shown. */
export const SHOWN_UNSENT: Cookie = { name: UNSENT_COOKIE, value: '', maxAge: 0 };
