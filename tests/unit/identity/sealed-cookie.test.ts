import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { EncryptJWT, SignJWT } from 'jose';
import { letTimePass } from '../../../local/clock.ts';
import { sealedCookies } from '../../../shared/identity/sealed-cookie.ts';

const key = new Uint8Array(randomBytes(32));
const cookies = sealedCookies([key]);
const sealed = await cookies.seal('session', 'the-value', 60);

const tampered = (part: number) => {
  const parts = sealed.split('.');
  const text = parts[part] ?? '';
  return parts.with(part, (text.startsWith('A') ? 'B' : 'A') + text.slice(1)).join('.');
};
const byKey = (header: { alg: string; enc: string }, claims: object = {}) =>
  new EncryptJWT({ value: 'forged', ...claims }).setProtectedHeader(header).setAudience('session');
const GCM = { alg: 'dir', enc: 'A256GCM' };

const NOT_OURS: [string, string | undefined][] = [
  ['nothing', undefined],
  ['an empty text', ''],
  ['any text', 'session=1'],
  [
    'what was sealed with a foreign key',
    await sealedCookies([new Uint8Array(randomBytes(32))]).seal('session', 'x', 60),
  ],
  ['what was sealed under another name', await cookies.seal('attempt', 'the-value', 60)],
  ['a changed header', tampered(0)],
  ['a changed vector', tampered(2)],
  ['a changed text', tampered(3)],
  ['a changed tag', tampered(4)],
  [
    'what is only signed',
    await new SignJWT({ value: 'x', aud: 'session' })
      .setProtectedHeader({ alg: 'HS256' })
      .setExpirationTime('1m')
      .sign(key),
  ],
  [
    'another encryption with our key',
    await byKey({ alg: 'dir', enc: 'A128CBC-HS256' }).setExpirationTime('1m').encrypt(key),
  ],
  ['what never expires', await byKey(GCM).encrypt(key)],
  [
    'what holds no text',
    await byKey(GCM, { value: { a: 1 } })
      .setExpirationTime('1m')
      .encrypt(key),
  ],
];

describe('SECURITY a sealed cookie', () => {
  test('opens what it sealed, and shows nothing of it outside', async () => {
    expect(await cookies.open('session', sealed)).toBe('the-value');
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('the-value');
    expect(sealed).toMatch(/^[\w.-]+$/);
  });

  test('never seals the same value to the same text', async () => {
    expect(await cookies.seal('session', 'the-value', 60)).not.toBe(sealed);
  });

  test('opens what was sealed with the former key, and seals with the new one', async () => {
    const next = new Uint8Array(randomBytes(32));
    const during = sealedCookies([next, key]);
    expect(await during.open('session', sealed)).toBe('the-value');
    const renewed = await during.seal('session', 'the-value', 60);
    expect(await cookies.open('session', renewed)).toBeUndefined();
    expect(await sealedCookies([next]).open('session', renewed)).toBe('the-value');
    expect(await sealedCookies([next]).open('session', sealed)).toBeUndefined();
  });

  test.each(NOT_OURS)('does not open %s', async (_, forged) => {
    expect(await cookies.open('session', forged)).toBeUndefined();
  });

  test('does not open what has expired', async () => {
    const fresh = await cookies.seal('session', 'the-value', 600);
    letTimePass(590_000);
    expect(await cookies.open('session', fresh)).toBe('the-value');
    letTimePass(11_000);
    expect(await cookies.open('session', fresh)).toBeUndefined();
  });
});
