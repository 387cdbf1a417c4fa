import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod';
import { accountKey, type Directory, type EntraAccount, type EntraApp, type Tenant } from './directory.ts';
import { EntraError } from './failures.ts';
import { accountPicker } from './pages.ts';

const COOKIE = 'entra_account';

export type EntraContext = Context<{ Bindings: HttpBindings; Variables: { charge: number } }>;

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
 * The signed-in account: the one just picked, else the one of the session cookie. `undefined` when there is none, or
 * the session was revoked.
 */
export function signedInPerson(c: EntraContext, directory: Directory, submitted: Submission): EntraAccount | undefined {
  if (submitted.account !== undefined) {
    const picked = directory.account(submitted.account);
    if (picked === undefined) throw new EntraError(90023, 'No such account.');
    remember(c, directory, picked);
    return picked;
  }
  const [key = '', generation] = (getCookie(c, COOKIE) ?? '').split('~');
  const remembered = directory.account(key);
  if (remembered === undefined || generation !== String(directory.sessionGeneration(remembered))) return undefined;
  return remembered;
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

export function forget(c: EntraContext): void {
  deleteCookie(c, COOKIE);
}

function remember(c: EntraContext, directory: Directory, person: EntraAccount): void {
  const value = `${accountKey(person)}~${directory.sessionGeneration(person)}`;
  setCookie(c, COOKIE, value, { httpOnly: true, sameSite: 'Lax' });
}
