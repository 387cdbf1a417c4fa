import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import type { EmulatorBindings } from '../emulator.ts';
import type { Directory, EntraAccount, EntraApp, Tenant } from './directory.ts';
import { EntraError } from './failures.ts';
import { accountPicker } from './pages.ts';
import type { BrowserSession, BrowserSessions } from './sessions.ts';
import { loginHintOf } from './tokens.ts';

const COOKIE = 'entra_session';

export type EntraContext = Context<{ Bindings: EmulatorBindings; Variables: { charge: number } }>;

/** Fields of our own forms; all absent on a GET. */
const submission = z.object({
  account: z.string().optional(),
  decision: z.enum(['accept', 'cancel']).optional(),
  organization: z.literal('on').optional(),
});
export type Submission = z.infer<typeof submission>;

/** @throws EntraError 90023 for a form that is not one of ours */
export async function readSubmission(c: EntraContext): Promise<Submission> {
  const parsed = submission.safeParse(c.req.method === 'POST' ? await c.req.parseBody() : {});
  if (!parsed.success) throw new EntraError(90023, 'The form is not valid.');
  return parsed.data;
}

/** Path and query of the current page, to post its forms to. */
export function ownAddress(c: EntraContext): string {
  const { pathname, search } = new URL(c.req.url);
  return pathname + search;
}

/**
 * The account to sign in: the one just picked, else the one that is signed in in this browser. `undefined` when there is
 * none, or several and no hint which; then Entra asks.
 */
export function signedInPerson(
  c: EntraContext,
  directory: Directory,
  sessions: BrowserSessions,
  submitted: Submission,
  hint?: string,
): { person: EntraAccount | undefined; sessionId: string | undefined } {
  const session = readSession(c, sessions);
  if (submitted.account !== undefined) {
    const picked = directory.account(submitted.account);
    if (picked === undefined) throw new EntraError(90023, 'No such account.');
    const sessionId = sessions.signIn(session, picked);
    setCookie(c, COOKIE, sessionId, { httpOnly: true, sameSite: 'Lax' });
    return { person: picked, sessionId };
  }
  const signedIn = session?.accounts ?? [];
  const wanted = hint === undefined ? signedIn : signedIn.filter((account) => isHinted(account, hint));
  return { person: wanted.length === 1 ? wanted[0] : undefined, sessionId: session?.id };
}

/** Whether a `login_hint` or `logout_hint` stands for the account, by its name or by the claim `login_hint`. */
export function isHinted(account: EntraAccount, hint: string): boolean {
  return account.userPrincipalName.toLowerCase() === hint.toLowerCase() || loginHintOf(account) === hint;
}

/** @throws EntraError 50020, 50057 */
export function enterTenant(directory: Directory, person: EntraAccount, tenant: Tenant | undefined): EntraAccount {
  const account = directory.accountIn(person, tenant);
  if (!directory.isEnabled(account) || !directory.isEnabled(directory.home(account))) throw new EntraError(50057);
  return account;
}

export function showPicker(c: EntraContext, directory: Directory, app: EntraApp, hint?: string) {
  return c.html(accountPicker(directory, app, ownAddress(c), hint));
}

export function readSession(c: EntraContext, sessions: BrowserSessions): BrowserSession | undefined {
  return sessions.read(getCookie(c, COOKIE));
}

export function forget(c: EntraContext, sessions: BrowserSessions): void {
  sessions.end(getCookie(c, COOKIE));
  deleteCookie(c, COOKIE);
}
