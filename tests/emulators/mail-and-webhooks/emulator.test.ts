import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import {
  type MailAndWebhooksEmulator,
  startMailAndWebhooksEmulator,
} from '../../../local/emulators/mail-and-webhooks/emulator.ts';
import { memoryStore } from '../../../local/emulators/store.ts';

const SENDER = 'notices@example.com';
const envelope = { from: SENDER, to: ['misaki@mihon.example.com'] };
const HEADERS = {
  From: SENDER,
  To: 'misaki@mihon.example.com',
  Subject: '=?UTF-8?B?5ZCM5pyf?= =?UTF-8?Q?_=28test=29?=',
  Date: 'Fri, 10 Apr 2026 12:00:00 +0000',
  'Message-ID': '<1@example.com>',
  'Content-Type': 'text/plain; charset=utf-8',
};

let catcher: MailAndWebhooksEmulator;
beforeAll(async () => {
  catcher = await startMailAndWebhooksEmulator({ store: memoryStore(), sender: SENDER });
});
beforeEach(() => catcher.reset());
afterAll(() => catcher.close());

/** The answer's code, or 250 when the mail was taken. */
async function send(raw: string, url = catcher.smtp): Promise<unknown> {
  return createTransport(url)
    .sendMail({ raw, envelope })
    .then(() => 250)
    .catch((failure: { responseCode?: number }) => failure.responseCode);
}
const message = (headers: Readonly<Record<string, string>>, body = 'x') =>
  `${Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n${body}\r\n`;

describe('LOCAL the emulated mail server', () => {
  test('takes a mail, decodes it, and counts it', async () => {
    expect(await send(message(HEADERS, '画面を開く'))).toBe(250);
    expect(catcher.mails()).toEqual([
      expect.objectContaining({
        subject: '同期 (test)',
        text: '画面を開く\n',
        html: null,
        from: SENDER,
        to: envelope.to,
      }),
    ]);
    expect(catcher.requests.count('SMTP mail')).toBe(1);
    expect(await (await fetch(`${catcher.origin}/_emulator/state`)).json()).toEqual({
      mails: JSON.parse(JSON.stringify(catcher.mails())),
      webhooks: [],
    });
  });
});

describe('LOCAL the emulated mail server refuses a mail', () => {
  test.each(Object.keys(HEADERS).filter((name) => name !== 'From'))('without %s', async (missing) => {
    const headers = Object.fromEntries(Object.entries(HEADERS).filter(([name]) => name !== missing));
    expect([await send(message(headers)), catcher.mails()]).toEqual([550, []]);
  });

  test('with a header twice', async () => {
    expect(await send(`To: eve@evil.example\r\n${message(HEADERS)}`)).toBe(550);
  });

  test('without a password', async () => {
    const { protocol, host } = new URL(catcher.smtp);
    expect(await send(message(HEADERS), `${protocol}//${host}`)).toBe(530);
  });
});
