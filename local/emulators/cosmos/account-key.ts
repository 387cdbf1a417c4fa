import { createHmac, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.ts';

/** The key of an account that exists on this machine only. */
export const DEFAULT_KEY = Buffer.from('local emulator of meishi-sync, not a secret, never in the cloud!').toString(
  'base64',
);

/** What a signature covers, besides the key. */
interface SignedRequest {
  method: string;
  /** Path as sent, percent-encoded. */
  path: string;
  date: string | undefined;
  authorization: string | undefined;
}

/**
 * Returns a check that a request was signed with the account key.
 *
 * Source: "Access control on Azure Cosmos DB resources" (REST reference). The service also refuses a date more than
 * 15 minutes away; this check does not, since the local stack lets time pass by shifting the clock of one process.
 *
 * @throws Refusal 401 for a missing or wrong signature.
 */
export function signatureCheck(key: string): (request: SignedRequest) => void {
  const secret = Buffer.from(key, 'base64');
  return ({ method, path, date, authorization }) => {
    if (authorization === undefined || date === undefined) {
      throw new Refusal(401, 'Required Header authorization is missing. Ensure a valid Authorization token is passed.');
    }
    const { type, link } = signedResource(path);
    const text = `${method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`;
    const expected = createHmac('sha256', secret).update(text, 'utf8').digest();
    const token = new URLSearchParams(decodeURIComponent(authorization).replaceAll('+', '%2B'));
    const given = Buffer.from(token.get('sig') ?? '', 'base64');
    if (token.get('type') !== 'master' || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new Refusal(401, "The input authorization token can't serve the request. The wrong key is being used.");
    }
  };
}

/** What the signature covers: for a resource its own path, for a feed the path of its owner. */
function signedResource(path: string): { type: string; link: string } {
  const segments = path.split('/').filter((segment) => segment !== '');
  const isFeed = segments.length % 2 === 1;
  const type = segments.at(isFeed ? -1 : -2) ?? '';
  return { type, link: decodeURIComponent((isFeed ? segments.slice(0, -1) : segments).join('/')) };
}
