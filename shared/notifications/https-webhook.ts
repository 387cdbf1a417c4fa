import { randomUUID } from 'node:crypto';
import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import * as z from 'zod';
import { SECOND } from '../clock.ts';
import type { Delivery, Webhook, WebhookEvent } from './channels.ts';
import { isPublicAddress, readWebhookAddress } from './webhook-address.ts';
import { signatureHeaders } from './webhook-signature.ts';

const GIVEN_UP = 10 * SECOND;
const NOT_PUBLIC = 'ENOTPUBLIC';

/** Resolves a host name to all its addresses; the signature of `dns.lookup`. */
type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (failure: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

export interface WebhookOptions {
  /** See `readWebhookAddress`. */
  readonly onThisMachine: string | undefined;
  readonly resolve?: Resolve;
}

/**
 * Webhooks by https. Uses Node's own client and not `fetch`: only there the IP address that was checked is the one that
 * is called, even if the name resolves differently a moment later. Follows no redirect and does not read the response
 * body.
 */
export function httpsWebhook({ onThisMachine, resolve = lookup }: WebhookOptions): Webhook {
  const publicOnly = lookupPublic(resolve);
  return {
    async post(address, secret, event) {
      const url = readWebhookAddress(address, onThisMachine);
      if (url === undefined) return { kind: 'failed', code: 'address' };
      const body = bodyOf(event);
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'meishi-sync',
        ...signatureHeaders(secret, `msg_${randomUUID()}`, event.at, body),
      };
      try {
        const local = url.host === onThisMachine;
        return judgeStatus(await send(url, headers, body, local ? undefined : publicOnly));
      } catch (failure) {
        return judge(failure);
      }
    },
  };
}

function bodyOf({ kind, at, organizationId, count, url }: WebhookEvent): string {
  return JSON.stringify({ type: `notice.${kind}`, timestamp: at.toISOString(), data: { organizationId, count, url } });
}

function send(
  url: URL,
  headers: Record<string, string | number>,
  body: string,
  lookup: LookupFunction | undefined,
): Promise<number> {
  return new Promise((answer, fail) => {
    const signal = AbortSignal.timeout(GIVEN_UP);
    const options = { method: 'POST', headers, signal, agent: false };
    const onAnswer = (response: IncomingMessage) => {
      answer(response.statusCode ?? 0);
      response.destroy();
    };
    const sent =
      lookup === undefined ? requestHttp(url, options, onAnswer) : requestHttps(url, { ...options, lookup }, onAnswer);
    sent.on('error', fail);
    sent.end(body);
  });
}

/** Resolves a host name, and fails when any of its addresses is not on the public internet. */
const lookupPublic =
  (resolve: Resolve): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (failure, found) => {
      if (failure !== null) return callback(failure, '', 0);
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => isPublicAddress(address))) {
        return callback(Object.assign(new Error('Not a public address.'), { code: NOT_PUBLIC }), '', 0);
      }
      return options.all === true ? callback(null, found) : callback(null, first.address, first.family);
    });
  };

function judgeStatus(status: number): Delivery {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  return { kind: status === 429 || status === 503 ? 'later' : 'failed', code: `http-${status}` };
}

const networkError = z.object({ code: z.union([z.string(), z.number()]).optional(), syscall: z.string().optional() });

function judge(failure: unknown): Delivery {
  const { code, syscall } = networkError.parse(failure);
  const neverBegan = syscall === 'connect' || syscall === 'getaddrinfo';
  return { kind: neverBegan ? 'later' : 'failed', code: String(code ?? 'unknown') };
}
