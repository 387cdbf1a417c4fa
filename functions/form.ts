import { timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '@azure/functions';
import { hashOf } from '../shared/identity/attempt.ts';
import type { Session } from '../shared/identity/session.ts';
import type { Refusal } from '../shared/portal/pages/error.ts';

/** Largest form that we take; a tenant id, an address and a key are far below. */
const LARGEST_FORM = 64 * 1024;

/** A form that is not taken, and why. */
export class FormRefused extends Error {
  override readonly name = 'FormRefused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`A form was refused (${refusal}).`);
    this.refusal = refusal;
  }
}

/**
 * The fields of a form of ours: from our own origin, with the token of this very session (OWASP ASVS 5.0, 3.5.1).
 * Fails with `FormRefused`.
 */
export async function readForm(request: HttpRequest, origin: string, session: Session): Promise<URLSearchParams> {
  const form = await readPublicForm(request, origin);
  if (!sameText(form.get('csrf') ?? '', session.csrfToken)) throw new FormRefused('form-refused');
  return form;
}

/** Largest file that we take; five hundred lines of addresses and keys are far below. */
const LARGEST_FILE = 256 * 1024;

/** As `readForm`, for a form that brings a file in the field of that name. */
export async function readUpload(
  request: HttpRequest,
  origin: string,
  session: Session,
  field: string,
): Promise<{ form: URLSearchParams; file: Uint8Array }> {
  if (!isOwn(request, origin)) throw new FormRefused('form-refused');
  if (!/^multipart\/form-data\s*;/i.test(request.headers.get('content-type') ?? ''))
    throw new FormRefused('unsupported');
  // Without a length the host hands over no body at all.
  if (Number(request.headers.get('content-length') ?? '0') > LARGEST_FILE) throw new FormRefused('too-large');
  const parts = await request.formData().catch(() => {
    throw new FormRefused('unreadable');
  });
  const csrf = parts.get('csrf');
  if (typeof csrf !== 'string' || !sameText(csrf, session.csrfToken)) throw new FormRefused('form-refused');
  const file = parts.get(field);
  if (file === null || typeof file === 'string') throw new FormRefused('unreadable');
  return { form: new URLSearchParams(), file: new Uint8Array(await file.arrayBuffer()) };
}

/** The fields of a form of ours for people without a session: from our own origin. Fails with `FormRefused`. */
export async function readPublicForm(request: HttpRequest, origin: string): Promise<URLSearchParams> {
  if (!isOwn(request, origin)) throw new FormRefused('form-refused');
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) throw new FormRefused('unsupported');
  if (Number(request.headers.get('content-length') ?? '0') > LARGEST_FORM) throw new FormRefused('too-large');
  const body = await request.text();
  if (body.length > LARGEST_FORM) throw new FormRefused('too-large');
  return new URLSearchParams(body);
}

/** Browsers name the origin of every POST. Without the header nothing is assumed in the sender's favour. */
function isOwn(request: HttpRequest, origin: string): boolean {
  return request.headers.get('origin') === origin;
}

function sameText(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}
