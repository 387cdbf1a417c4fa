import { randomUUID } from 'node:crypto';
import type { EmailClient } from '@azure/communication-email';
import type { DefaultAzureCredential } from '@azure/identity';
import * as z from 'zod';
import { SECOND } from '../clock.ts';
import { ANYBODY, overHttp } from '../over-http.ts';
import type { Delivery, ReachableNotifier } from './channels.ts';

export interface CommunicationServicesOptions {
  /** The resource's endpoint, `https://….communication.azure.com`; plain http for an emulator on this machine. */
  readonly endpoint: string;
  /** The sender's address, at a domain that is linked to the resource. */
  readonly from: string;
}

const plainAddress = z.email();

/** How long the result of an accepted mail is waited for, in milliseconds. */
const RESULT_TIMEOUT = 20 * SECOND;

/**
 * Mail by Azure Communication Services, with the identity of the process. A mail that was accepted counts as sent
 * unless the service says otherwise in time, as one that a mail server accepted does.
 */
export function communicationServicesNotifier({ endpoint, from }: CommunicationServicesOptions): ReachableNotifier {
  let client: Promise<EmailClient> | undefined;
  return {
    async reach() {
      // Asks for a mail that there never was; 404 is the answer of a service that knows us.
      const token = await (await credential(endpoint)).getToken('https://communication.azure.com//.default');
      const response = await fetch(`${endpoint}/emails/operations/${randomUUID()}?api-version=2025-09-01`, {
        headers: { authorization: `Bearer ${token.token}` },
        signal: AbortSignal.timeout(RESULT_TIMEOUT),
      });
      await response.body?.cancel();
      if (response.status !== 404 && !response.ok) throw new MailServiceFailure(response.status);
    },
    async send({ to, subject, text, html }) {
      if (!plainAddress.safeParse(to).success) return { kind: 'failed', code: 'address' };
      let accepted = false;
      let refusal: string | undefined;
      const abortSignal = AbortSignal.timeout(RESULT_TIMEOUT);
      try {
        client ??= emailClient(endpoint);
        const poller = await (await client).beginSend(
          {
            senderAddress: from,
            recipients: { to: [{ address: to }] },
            content: { subject, plainText: text, html },
            // For Exchange: suppresses out-of-office replies.
            headers: { 'X-Auto-Response-Suppress': 'All' },
            disableUserEngagementTracking: true,
          },
          {
            abortSignal,
            updateIntervalInMs: SECOND,
            onResponse: ({ request, status, bodyAsText }) => {
              if (request.method === 'POST') accepted = status === 202;
              else refusal = refusalIn(bodyAsText);
            },
          },
        );
        await poller.pollUntilDone({ abortSignal });
        return { kind: 'sent' };
      } catch (failure) {
        if (refusal !== undefined) return { kind: 'failed', code: refusal };
        return accepted ? { kind: 'sent' } : judge(failure);
      }
    },
  };
}

async function emailClient(endpoint: string): Promise<EmailClient> {
  const { EmailClient } = await import('@azure/communication-email');
  // A second attempt of the client's own could send a mail twice.
  const retryOptions = { maxRetries: 0 };
  const onThisMachine = isOnThisMachine(endpoint);
  return new EmailClient(endpoint.replace('http:', 'https:'), await credential(endpoint), {
    retryOptions,
    ...(onThisMachine ? { additionalPolicies: [{ position: 'perRetry', policy: overHttp }] } : {}),
  });
}

async function credential(endpoint: string): Promise<Pick<DefaultAzureCredential, 'getToken'>> {
  if (isOnThisMachine(endpoint)) return ANYBODY;
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}

/** The settings accept plain http for this machine only. */
function isOnThisMachine(endpoint: string): boolean {
  return endpoint.startsWith('http:');
}

/** The service does not let us in. */
class MailServiceFailure extends Error {
  override readonly name = 'MailServiceFailure';
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(`Azure Communication Services answered ${statusCode}. Check the role of the app's identity on it.`);
    this.statusCode = statusCode;
  }
}

const operationSchema = z.object({
  status: z.enum(['Failed', 'Canceled']),
  error: z.object({ code: z.string().optional() }).nullish(),
});

/** The code for which an accepted mail was not delivered, if the service's answer says so. */
function refusalIn(body: string | null | undefined): string | undefined {
  const operation = operationSchema.safeParse(jsonOf(body ?? ''));
  return operation.success ? codeOf(operation.data.error?.code ?? operation.data.status) : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A code as it may be logged and shown: the service's word, without what it may quote. */
function codeOf(code: string): string {
  return /^[A-Za-z]{1,60}$/.test(code) ? code : 'unknown';
}

const restError = z.object({ statusCode: z.number().optional(), code: z.string().optional(), name: z.string() });

/** Failures of the connection before anything was sent, and of the token. */
const NOTHING_SENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CredentialUnavailableError|AuthenticationError)$/;

/**
 * Maps a refusal of the request to a code; its text is dropped, since it may quote an address. What a deployment has
 * to mend (role, domain) and what passes is tried again. Without an answer it is unknown whether the mail arrived.
 */
function judge(failure: unknown): Delivery {
  const { statusCode, code = 'unknown', name } = restError.parse(failure);
  if (statusCode === undefined) {
    return { kind: NOTHING_SENT.test(code) || NOTHING_SENT.test(name) ? 'later' : 'failed', code };
  }
  const isPassing = [401, 403, 404, 408, 429, 503].includes(statusCode);
  return { kind: isPassing ? 'later' : 'failed', code: `mail-${statusCode}` };
}
