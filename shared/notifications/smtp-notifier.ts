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
  let transport: Promise<Transporter> | undefined;
  return {
    async send({ to, subject, text, html }) {
      // The library reads an address as a list of them, with names and all; so it gets none but a plain one.
      if (!plainAddress.safeParse(to).success) return { kind: 'failed', code: 'address' };
      transport ??= connect(url);
      try {
        await (await transport).sendMail({
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
        return judge(failure);
      }
    },
  };
}

async function connect(url: string): Promise<Transporter> {
  const { createTransport } = await import('nodemailer');
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const onThisMachine = isLoopback(hostname);
  return createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !onThisMachine,
    ignoreTLS: onThisMachine,
    tls: { minVersion: 'TLSv1.2' },
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

const smtpError = z.object({
  code: z.string().default('unknown'),
  responseCode: z.number().optional(),
  syscall: z.string().optional(),
  timeoutType: z.string().optional(),
});

/** What the library and the server say, as a code: the text may quote an address. */
function judge(failure: unknown): Delivery {
  const { code, responseCode, syscall, timeoutType } = smtpError.parse(failure);
  if (responseCode !== undefined) {
    return { kind: responseCode >= 400 && responseCode < 500 ? 'later' : 'failed', code: `smtp-${responseCode}` };
  }
  // Before there was a conversation. Whether a server that fell silent in the middle took the mail, nobody knows.
  const neverBegan =
    code === 'EDNS' || syscall === 'connect' || (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT');
  return { kind: neverBegan ? 'later' : 'failed', code };
}
