import type { Transporter } from 'nodemailer';
import * as z from 'zod';
import { SECOND } from '../clock.ts';
import type { Delivery, ReachableNotifier } from './channels.ts';

export interface SmtpOptions {
  /** `smtps://user:password@host:465`, or `smtp://…:587`, which requires an upgrade by STARTTLS. */
  readonly url: string;
  /** The sender's address. */
  readonly from: string;
  /** The sender's display name. */
  readonly name: string;
}

const plainAddress = z.email();

/** Mail by SMTP. Always with TLS, except to this machine. */
export function smtpNotifier({ url, from, name }: SmtpOptions): ReachableNotifier {
  return {
    async reach() {
      const transport = await connect(url, from, () => undefined);
      await transport.verify().catch((failure: unknown) => {
        const { code, responseCode } = smtpError.parse(failure);
        throw new MailServerFailure(responseCode === 535 ? 403 : undefined, code);
      });
    },
    async send({ to, subject, text, html }) {
      // The library parses this field as a list of addresses with names, so only a plain address may reach it.
      if (!plainAddress.safeParse(to).success) return { kind: 'failed', code: 'address' };
      let hasBegun = false;
      const transport = await connect(url, from, () => {
        hasBegun = true;
      });
      try {
        await transport.sendMail({
          from: { name, address: from },
          to: { name: '', address: to },
          envelope: { from, to: [to] },
          subject,
          text,
          html,
          // Suppress out-of-office replies: the first header is RFC 3834's, the second one is for Exchange.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { kind: 'sent' };
      } catch (failure) {
        return judge(failure, hasBegun);
      }
    },
  };
}

/**
 * A connection for one mail. `onData` is called when the transfer of the mail itself begins, which the library's errors
 * do not tell.
 */
async function connect(url: string, from: string, onData: () => void): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const onThisMachine = isLoopback(hostname);
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // Large relays refuse a greeting with a host name without a dot, as a function's host has (nodemailer issue 1742).
    name: from.slice(from.lastIndexOf('@') + 1),
    requireTLS: !secure && !onThisMachine,
    ignoreTLS: onThisMachine,
    tls: { minVersion: 'TLSv1.2' },
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    debug: true,
    logger: {
      ...SILENT,
      debug: (entry, message) => {
        // 354: the server waits for the mail itself.
        if (entry['tnx'] === 'server' && /^354\b/.test(String(message))) onData();
      },
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

const nothing = () => undefined;
const SILENT = {
  level: nothing,
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  fatal: nothing,
};

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** The mail server cannot be used. Carries no text of the server, which may quote an address. */
class MailServerFailure extends Error {
  override readonly name = 'MailServerFailure';
  readonly statusCode: number | undefined;
  readonly code: string;

  constructor(statusCode: number | undefined, code: string) {
    super(`The mail server does not let us in (${code}). Check SMTP_URL.`);
    this.statusCode = statusCode;
    this.code = code;
  }
}

const smtpError = z.object({
  code: z.string().default('unknown'),
  responseCode: z.number().optional(),
  command: z.string().optional(),
});

/** SMTP commands before the mail: a failure in one of them means that the server got nothing of the mail. */
const GREETING = /^(?:CONN|EHLO|HELO|LHLO|STARTTLS|AUTH)/;

/**
 * Maps an error of the library or the server to a code; its text is dropped, since it may quote an address. Before DATA
 * the mail has certainly not arrived, so it may be tried again. Without an answer after DATA, it is unknown whether it
 * arrived.
 */
function judge(failure: unknown, hasBegun: boolean): Delivery {
  const { code, responseCode, command = '' } = smtpError.parse(failure);
  if (responseCode === undefined) return { kind: hasBegun ? 'failed' : 'later', code };
  const isPassing = GREETING.test(command) || (responseCode >= 400 && responseCode < 500);
  return { kind: isPassing ? 'later' : 'failed', code: `smtp-${responseCode}` };
}
