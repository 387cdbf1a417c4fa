import * as z from 'zod';
import { foldAscii } from '../../ascii-case.ts';
import type { SealedCookies } from '../../identity/sealed-cookie.ts';
import type { Session } from '../../identity/session.ts';
import { readCookies } from './request-context.ts';
import { type Cookie, type Flash, flashSchema } from './response.ts';

const FLASH_COOKIE = '__Host-flash';
/** The page that says it is requested at once, by the redirect. */
const FLASH_SECONDS = 60;

const sealedSchema = flashSchema.extend({ path: z.string() });

/** The cookie that brings a message to the page to which a redirect leads; only this session can read it. */
export async function flashCookie(cookies: SealedCookies, session: Session, to: string, flash: Flash): Promise<Cookie> {
  const value = JSON.stringify({ ...flash, path: pathOf(to) });
  return {
    name: FLASH_COOKIE,
    value: await cookies.seal(nameFor(session), value, FLASH_SECONDS),
    maxAge: FLASH_SECONDS,
  };
}

/** The message for this page; `undefined` when there is none, or when it is for another page or session. */
export async function readFlash(
  cookies: SealedCookies,
  session: Session,
  headers: Headers,
  url: string,
): Promise<Flash | undefined> {
  // A page that renews itself shows no message, so it must not use one up.
  if (headers.get('x-unattended') !== null) return undefined;
  const sealed = readCookies(headers.get('cookie')).get(FLASH_COOKIE);
  const value = await cookies.open(nameFor(session), sealed);
  const flash = value === undefined ? undefined : sealedSchema.parse(JSON.parse(value));
  return flash?.path === pathOf(url) ? flash : undefined;
}

/** Deletes the message after it was shown. */
export const SHOWN_FLASH: Cookie = { name: FLASH_COOKIE, value: '', maxAge: 0 };

function nameFor({ id }: Session): string {
  return `${FLASH_COOKIE} ${id}`;
}

function pathOf(address: string): string {
  return foldAscii(new URL(address, 'https://portal.invalid').pathname);
}
