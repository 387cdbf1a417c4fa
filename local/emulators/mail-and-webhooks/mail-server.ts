import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Faults } from '../faults.ts';
import type { RequestLog } from '../request-log.ts';

/** A received mail: its envelope, all headers as sent, and the parsed body. */
export interface CaughtMail {
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  /** By lower-case name; a repeated header has several values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly subject: string;
  /** Line ends are LF, also in `html`. */
  readonly text: string | null;
  readonly html: string | null;
}

export interface MailServerOptions {
  readonly port: number;
  readonly hostname: string;
  readonly user: string;
  readonly password: string;
  /** The only allowed sender address. */
  readonly sender: string;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly deliver: (mail: CaughtMail) => void;
}

/** Headers that every mail must have exactly once (RFC 5322, 3.6). */
const ONCE = ['from', 'to', 'subject', 'date', 'message-id', 'content-type'];

/**
 * A mail server that stores mail and delivers nothing. It requires a password and a known sender, as a relay in the
 * cloud does; the code of each refusal is unverified. Faults are matched against `SMTP /mail`; a refusal's status is
 * the SMTP code.
 */
export async function startMailServer(options: MailServerOptions) {
  const { faults, requests, user, password, sender } = options;
  const server = new SMTPServer({
    // The app requires TLS except on this machine, which has no certificate for it.
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: 256 * 1024,
    logger: false,
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user })
        : done(refusal(535, 'Authentication failed')),
    onMailFrom: ({ address }, _session, done) =>
      done(address === sender ? null : refusal(550, 'This sender is not allowed')),
    onData: (stream, session, done) => {
      buffer(stream)
        .then((raw) => take(raw, session))
        .then(
          () => done(null, 'Accepted'),
          (failure: Error) => done(failure),
        );
    },
  });

  async function take(raw: Uint8Array, session: SMTPServerSession): Promise<void> {
    const effect = faults.take('SMTP', '/mail');
    const hangUp = () => {
      for (const connection of server.connections) if (connection.id === session.id) connection.close();
    };
    if (effect?.kind === 'refuse') throw logged(effect.status, 'As planned');
    if (effect?.kind === 'lose-request') return hangUp();
    if (effect?.kind === 'delay') await faults.wait(effect.ms);
    const { headers: sent, subject = '', text = null, html = null } = await PostalMime.parse(raw);
    const headers: Record<string, string[]> = {};
    for (const { key, value } of sent) headers[key] = [...(headers[key] ?? []), value];
    const wrong = ONCE.filter((name) => headers[name]?.length !== 1);
    if (wrong.length > 0) throw logged(550, `Not once in the message: ${wrong.join(', ')}`);
    const { mailFrom, rcptTo } = session.envelope;
    options.deliver({
      at: new Date().toISOString(),
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
      headers,
      subject,
      text,
      html,
    });
    requests.record({ operation: 'SMTP mail', status: 250 });
    if (effect?.kind === 'lose-answer') hangUp();
  }

  function logged(code: number, reason: string): Error {
    requests.record({ operation: 'SMTP mail', status: code });
    return refusal(code, reason);
  }

  // Clients may close the connection at any time.
  server.on('error', () => undefined);
  const listening = server.listen(options.port, options.hostname);
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${options.hostname}:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

function refusal(responseCode: number, reason: string): Error {
  return Object.assign(new Error(reason), { responseCode });
}
