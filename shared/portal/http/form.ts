import { timingSafeEqual } from 'node:crypto';
import { hashOf } from '../../identity/attempt.ts';
import { formOwner, ownerMark, type Session } from '../../identity/session.ts';
import type { Refusal } from '../components/error-page.ts';

import type { PortalRequest } from './route.ts';

/** Largest form body, in bytes. The longest fields (tenant ID, address, API key) need far less. */
const MAX_FORM_BYTES = 64 * 1024;
/** Largest form body with a file, in bytes. A file of a thousand addresses and keys needs far less. */
const MAX_UPLOAD_BYTES = 512 * 1024;

/** The form was rejected; `reason` says why. */
export class FormRefused extends Error {
  override readonly name = 'FormRefused';
  readonly refusal: Refusal;
  /** The form, when its page is of an earlier session of the same person. */
  readonly earlier: URLSearchParams | undefined;

  constructor(refusal: Refusal, earlier?: URLSearchParams) {
    super(`A form was refused (${refusal}).`);
    this.refusal = refusal;
    this.earlier = earlier;
  }
}

/**
 * Reads a form and checks its CSRF token against this session (OWASP ASVS 5.0, 3.5.1). The origin has been checked
 * before. Fails with `FormRefused`.
 */
export async function readForm(request: PortalRequest, session: Session): Promise<URLSearchParams> {
  const form = await readPublicForm(request);
  checkToken(form, session);
  return form;
}

/** A form that may contain a file. */
export interface Upload {
  readonly form: URLSearchParams;
  /** Content of the field `file`; `undefined` when no file was chosen. */
  readonly file: Uint8Array | undefined;
}

/**
 * Like `readForm`, for a form with a file (multipart/form-data); without a file, URL encoding is accepted too. Fails
 * with `FormRefused`.
 */
export async function readUpload(request: PortalRequest, session: Session): Promise<Upload> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    return { form: await readForm(request, session), file: undefined };
  }
  if (Number(request.headers.get('content-length') ?? '0') > MAX_UPLOAD_BYTES) throw new FormRefused('too-large');
  const body = await request.arrayBuffer();
  if (body.byteLength > MAX_UPLOAD_BYTES) throw new FormRefused('too-large');
  const parts = await new Response(body, { headers: { 'content-type': contentType } }).formData().catch(() => {
    throw new FormRefused('unreadable');
  });
  const form = new URLSearchParams();
  for (const [name, value] of parts) if (typeof value === 'string') form.append(name, value);
  checkToken(form, session);
  const file = parts.get('file');
  const chosen = file instanceof Blob && file.size > 0;
  return { form, file: chosen ? new Uint8Array(await file.arrayBuffer()) : undefined };
}

/** Reads a form from a visitor without a session; there is no CSRF token to check. Fails with `FormRefused`. */
export async function readPublicForm(request: PortalRequest): Promise<URLSearchParams> {
  const contentType = request.headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType)) throw new FormRefused('unsupported');
  if (Number(request.headers.get('content-length') ?? '0') > MAX_FORM_BYTES) throw new FormRefused('too-large');
  const body = await request.text();
  if (body.length > MAX_FORM_BYTES) throw new FormRefused('too-large');
  return new URLSearchParams(body);
}

function checkToken(form: URLSearchParams, { csrfToken, person }: Session): void {
  const token = form.get('csrf') ?? '';
  if (sameText(token, csrfToken)) return;
  throw new FormRefused('form-refused', formOwner(token) === ownerMark(person) ? form : undefined);
}

function sameText(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}
