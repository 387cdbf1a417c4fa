import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import {
  type MailAndWebhooksEmulator,
  startMailAndWebhooksEmulator,
} from '../../../local/emulators/mail-and-webhooks/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import type { Mail, Notifier } from '../../../shared/notifications/channels.ts';
import { smtpNotifier } from '../../../shared/notifications/smtp-notifier.ts';

const FROM = 'notices@example.com';
const MAIL: Mail = {
  to: 'misaki@mihon.example.com',
  subject: '同期が止まっています（再連携のお願い）とても長い件名なので折り返されます',
  text: '画面を開く\nhttps://meishi.example.com/settings\n',
  html: '<!doctype html><html lang="ja"><body><p>画面を開く</p></body></html>',
};

describe('E3 a mail by SMTP', () => {
  let catcher: MailAndWebhooksEmulator;
  let notifier: Notifier;
  beforeAll(async () => {
    catcher = await startMailAndWebhooksEmulator({ store: memoryStore(), sender: FROM });
    notifier = smtpNotifier({ url: catcher.smtp, from: FROM, name: 'meishi-sync' });
  });
  beforeEach(() => catcher.reset());
  afterAll(() => catcher.close());

  test('a mail arrives with both its parts, and says that a machine wrote it', async () => {
    expect(await notifier.send(MAIL)).toEqual({ kind: 'sent' });
    const [mail] = catcher.mails();
    expect(mail).toMatchObject({ from: FROM, to: [MAIL.to], subject: MAIL.subject });
    // What reads the mail ends every part with a line feed.
    expect([mail?.text, mail?.html]).toEqual([`${MAIL.text}\n`, `${MAIL.html}\n`]);
    expect(mail?.headers).toMatchObject({
      from: [`"meishi-sync" <${FROM}>`],
      to: [MAIL.to],
      'auto-submitted': ['auto-generated'],
      'x-auto-response-suppress': ['All'],
      'message-id': [expect.stringMatching(/^<[^<>@\s]+@example\.com>$/)],
      date: [expect.stringMatching(/\+0000$/)],
      'content-type': [expect.stringMatching(/^multipart\/alternative;/)],
    });
  });

  test('a line break in a subject makes no header', async () => {
    expect(await notifier.send({ ...MAIL, subject: 'x\r\nBcc: eve@evil.example' })).toEqual({ kind: 'sent' });
    const [mail] = catcher.mails();
    expect([mail?.to, mail?.headers['bcc'], mail?.subject]).toEqual([[MAIL.to], undefined, 'x Bcc: eve@evil.example']);
  });

  test('a mail is tried again when the password is wrong, and refused for good when the sender is', async () => {
    const url = catcher.smtp.replace('local-secret', 'other');
    const stranger = smtpNotifier({ url, from: FROM, name: 'meishi-sync' });
    const impostor = smtpNotifier({ url: catcher.smtp, from: 'eve@evil.example', name: 'meishi-sync' });
    expect(await stranger.send(MAIL)).toEqual({ kind: 'later', code: 'smtp-535' });
    await expect(stranger.reach()).rejects.toMatchObject({ statusCode: 403, code: 'EAUTH' });
    expect(await impostor.send(MAIL)).toEqual({ kind: 'failed', code: 'smtp-550' });
    expect(catcher.mails()).toEqual([]);
  });

  test('we greet a server by the name of the sender’s domain', async () => {
    const greeted: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      logger: false,
      disabledCommands: ['STARTTLS'],
      onMailFrom: (_, session, done) => {
        greeted.push(session.hostNameAppearsAs);
        done();
      },
      onData: (stream, _session, done) => void stream.resume().on('end', () => done()),
    });
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    try {
      await smtpNotifier({ url: `smtp://127.0.0.1:${port}`, from: FROM, name: 'meishi-sync' }).send(MAIL);
      expect(greeted).toEqual(['example.com']);
    } finally {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });

  test.each([
    ['before the greeting', 'connect'],
    ['at the sender', 'mail'],
    ['at the receiver', 'rcpt'],
  ])('a connection that ends %s has brought no mail, and is tried again', async (_, step) => {
    const close = (session: { id: string }) => {
      const [connection] = [
        ...(server as unknown as { connections: Set<{ id: string; close(): void }> }).connections,
      ].filter(({ id }) => id === session.id);
      connection?.close();
    };
    const server = new SMTPServer({
      authOptional: true,
      logger: false,
      disabledCommands: ['STARTTLS'],
      onConnect: (session, done) => (step === 'connect' ? close(session) : done()),
      onMailFrom: (_address, session, done) => (step === 'mail' ? close(session) : done()),
      onRcptTo: (_address, session, done) => (step === 'rcpt' ? close(session) : done()),
    });
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    try {
      const closed = smtpNotifier({ url: `smtp://127.0.0.1:${port}`, from: FROM, name: 'meishi-sync' });
      expect((await closed.send(MAIL)).kind).toBe('later');
    } finally {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });

  test('a server whose certificate nobody vouches for gets nothing', async () => {
    const taken: string[] = [];
    // With the certificate that the library brings along, which everybody has the key of.
    const server = new SMTPServer({
      secure: true,
      authOptional: true,
      logger: false,
      onData: (stream, _session, done) => {
        taken.push('mail');
        stream.resume().on('end', () => done());
      },
    });
    server.on('error', () => undefined);
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    const { port } = listening.address() as AddressInfo;
    const stranger = smtpNotifier({ url: `smtps://127.0.0.1:${port}`, from: FROM, name: 'meishi-sync' });
    try {
      expect([(await stranger.send(MAIL)).kind, taken]).toEqual(['later', []]);
    } finally {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });

  test('without TLS nothing is said to a server that is elsewhere', async () => {
    // All of 127.0.0.0/8 leads here; only 127.0.0.1 counts as this machine.
    const away = await startMailAndWebhooksEmulator({ store: memoryStore(), sender: FROM, smtpHost: '127.0.0.2' });
    try {
      const elsewhere = smtpNotifier({ url: away.smtp, from: FROM, name: 'meishi-sync' });
      expect(await elsewhere.send(MAIL)).toMatchObject({ kind: 'later' });
      expect(away.mails()).toEqual([]);
    } finally {
      await away.close();
    }
  });
});
