import type { Transporter } from 'nodemailer';
import * as z from 'zod';
import { SECOND } from '../clock.ts';
import type { Delivery, Notifier } from './channels.ts';

export interface SmtpOptions {
  /** `smtps://user:password@host:465`, or `smtp://…:587`, which is then upgraded by STARTTLS or not used. */
  readonly url: string;
  /** The address that mail comes from. */
  readonly from: string;
  /** The name that is shown with it. */
  readonly name: string;
}

const plainAddress = z.email();

/** Mail by SMTP. TLS always, but to this machine. */
export function smtpNotifier({ url, from, name }: SmtpOptions): Notifier {
  return {
    async send({ to, subject, text, html }) {
      // The library reads an address as a list of them, with names and all; so it gets none but a plain one.
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
          // RFC 3834, and what Exchange heeds: nobody's out-of-office message is to come back.
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        });
        return { kind: 'sent' };
      } catch (failure) {
        return judge(failure, hasBegun);
      }
    },
  };
}

/** A connection for one mail. `onData` is called when the mail itself begins; the library's errors do not tell. */
async function connect(url: string, from: string, onData: () => void): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const onThisMachine = isLoopback(hostname);
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    // Large relays refuse a greeting by a name without a dot, which a function's host has (nodemailer 1742).
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

const smtpError = z.object({
  code: z.string().default('unknown'),
  responseCode: z.number().optional(),
  command: z.string().optional(),
});

/** Steps in which the server learns who we are and nothing of the mail. */
const GREETING = /^(?:CONN|EHLO|HELO|LHLO|STARTTLS|AUTH)/;

/**
 * What the library and the server say, as a code: the text may quote an address. Before DATA the mail has certainly not
 * arrived, so it may be tried again; whether a server that fell silent after that took the mail, nobody knows.
 */
function judge(failure: unknown, hasBegun: boolean): Delivery {
  const { code, responseCode, command = '' } = smtpError.parse(failure);
  if (responseCode === undefined) return { kind: hasBegun ? 'failed' : 'later', code };
  const isPassing = GREETING.test(command) || (responseCode >= 400 && responseCode < 500);
  return { kind: isPassing ? 'later' : 'failed', code: `smtp-${responseCode}` };
}
