import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startCommunicationServicesEmulator } from '../../../local/emulators/communication-services/emulator.ts';
import type { Emulator } from '../../../local/emulators/emulator.ts';
import type { FaultEffect } from '../../../local/emulators/faults.ts';
import { startMailAndWebhooksEmulator } from '../../../local/emulators/mail-and-webhooks/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';
import type { Mail, ReachableNotifier } from '../../../shared/notifications/channels.ts';
import { communicationServicesNotifier } from '../../../shared/notifications/communication-services-notifier.ts';
import { smtpNotifier } from '../../../shared/notifications/smtp-notifier.ts';

const FROM = 'notices@example.com';
const MAIL: Mail = {
  to: 'misaki@mihon.example.com',
  subject: '同期が止まっています',
  text: '画面を開く\nhttps://meishi.example.com/settings\n',
  html: '<!doctype html><html lang="ja"><body><p>画面を開く</p></body></html>',
};

interface Received {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** A way of sending mail, and the emulator that stands for its service. */
interface Way {
  readonly notifier: ReachableNotifier;
  readonly emulator: Emulator;
  received(): readonly Received[];
}

const WAYS = {
  SMTP: {
    // In faults, what begins the transfer of a mail.
    transfer: '^SMTP /mail$',
    busy: { status: 451, code: 'smtp-451' },
    refused: { status: 550, code: 'smtp-550' },
    lost: 'ECONNECTION',
    unreachable: 'ESOCKET',
    start: async (): Promise<Way> => {
      const emulator = await startMailAndWebhooksEmulator({ store: memoryStore(), sender: FROM });
      return {
        emulator,
        notifier: smtpNotifier({ url: emulator.smtp, from: FROM, name: 'meishi-sync' }),
        received: () =>
          emulator.mails().map(({ to, subject, text, html }) => ({
            to,
            subject,
            text: text?.replace(/\n$/, ''),
            html: html?.replace(/\n$/, ''),
          })),
      };
    },
  },
  'Azure Communication Services': {
    transfer: '^POST /emails:send$',
    busy: { status: 429, code: 'mail-429' },
    refused: { status: 400, code: 'mail-400' },
    lost: 'ECONNRESET',
    unreachable: 'ECONNREFUSED',
    start: async (): Promise<Way> => {
      const emulator = await startCommunicationServicesEmulator({ sender: FROM });
      return {
        emulator,
        notifier: communicationServicesNotifier({ endpoint: emulator.origin, from: FROM }),
        received: () =>
          emulator.delivered().map(({ recipients, content }) => ({
            to: recipients.to.map(({ address }) => address),
            subject: content.subject,
            text: content.plainText,
            html: content.html,
          })),
      };
    },
  },
};

describe.each(Object.entries(WAYS))('E3 mail by %s', (_, { start, transfer, busy, refused, lost, unreachable }) => {
  let way: Way;
  beforeAll(async () => {
    way = await start();
  });
  beforeEach(() => way.emulator.reset());
  afterAll(() => way.emulator.close());

  test('arrives once, with both its parts', async () => {
    expect(await way.notifier.send(MAIL)).toEqual({ kind: 'sent' });
    const { to, ...rest } = MAIL;
    expect(way.received()).toEqual([{ ...rest, to: [to] }]);
  });

  test.each([
    'misaki@mihon.example.com\r\nBcc: eve@evil.example',
    'misaki@mihon.example.com, eve@evil.example',
    '"x" <eve@evil.example>',
    'undisclosed: eve@evil.example;',
    '',
  ])('goes nowhere for the address "%s"', async (to) => {
    expect(await way.notifier.send({ ...MAIL, to })).toEqual({ kind: 'failed', code: 'address' });
    expect(way.received()).toEqual([]);
  });

  const refuse = (status: number): FaultEffect => ({ kind: 'refuse', status, headers: {} });
  test.each<[string, FaultEffect, unknown, number]>([
    ['may be tried again when the service is busy', refuse(busy.status), { kind: 'later', code: busy.code }, 0],
    ['is given up when it is refused', refuse(refused.status), { kind: 'failed', code: refused.code }, 0],
    ['is not sent again when the answer is lost', { kind: 'lose-answer' }, { kind: 'failed', code: lost }, 1],
  ])('%s', async (_title, effect, delivery, arrived) => {
    way.emulator.faults.add({ match: transfer, effect });
    expect(await way.notifier.send(MAIL)).toEqual(delivery);
    expect(way.received()).toHaveLength(arrived);
  });

  test('can be tried without a mail', async () => {
    await way.notifier.reach();
    expect(way.received()).toEqual([]);
  });

  test('may be tried again when nobody answers', async () => {
    const gone = await start();
    await gone.emulator.close();
    await expect(gone.notifier.reach()).rejects.toThrow();
    expect(await gone.notifier.send(MAIL)).toEqual({ kind: 'later', code: unreachable });
  });
});
