import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  type CommunicationServicesEmulator,
  startCommunicationServicesEmulator,
} from '../../../local/emulators/communication-services/emulator.ts';
import type { Mail, ReachableNotifier } from '../../../shared/notifications/channels.ts';
import { communicationServicesNotifier } from '../../../shared/notifications/communication-services-notifier.ts';

const FROM = 'DoNotReply@11111111-1111-4111-8111-111111111111.azurecomm.net';
const MAIL: Mail = { to: 'misaki@mihon.example.com', subject: 'x', text: 'x', html: '<p>x</p>' };

describe('E3 Azure Communication Services', () => {
  let service: CommunicationServicesEmulator;
  let notifier: ReachableNotifier;
  beforeAll(async () => {
    service = await startCommunicationServicesEmulator({ sender: FROM });
    notifier = communicationServicesNotifier({ endpoint: service.origin, from: FROM });
  });
  beforeEach(() => service.reset());
  afterAll(() => service.close());

  test('is told that a machine wrote the mail, and not to follow who opens it', async () => {
    await notifier.send(MAIL);
    expect(service.delivered()).toMatchObject([
      { headers: { 'X-Auto-Response-Suppress': 'All' }, userEngagementTrackingDisabled: true },
    ]);
  });

  test('accepts a mail and drops it, for an address that is suppressed', async () => {
    service.change({ kind: 'suppress', address: MAIL.to });
    expect(await notifier.send(MAIL)).toEqual({ kind: 'failed', code: 'EmailDroppedAllRecipientsSuppressed' });
    expect(service.delivered()).toEqual([]);
  });

  test.each([
    ['the identity has no role yet', { kind: 'role', given: false }, 'mail-401'],
    ['the domain is not linked', { kind: 'domain', linked: false }, 'mail-404'],
  ] as const)('is asked again later when %s', async (_, change, code) => {
    service.change(change);
    expect(await notifier.send(MAIL)).toEqual({ kind: 'later', code });
  });

  test('shows without a mail that the identity has no role', async () => {
    service.change({ kind: 'role', given: false });
    await expect(notifier.reach()).rejects.toMatchObject({ statusCode: 401 });
  });

  test('refuses a foreign sender for good', async () => {
    const impostor = communicationServicesNotifier({ endpoint: service.origin, from: 'eve@evil.example' });
    expect(await impostor.send(MAIL)).toEqual({ kind: 'failed', code: 'mail-400' });
  });

  test('takes five mails a minute, and the sixth later, which nobody repeats meanwhile', async () => {
    const deliveries = [];
    for (let count = 0; count < 6; count += 1) deliveries.push(await notifier.send(MAIL));
    const sent = { kind: 'sent' };
    expect(deliveries).toEqual([sent, sent, sent, sent, sent, { kind: 'later', code: 'mail-429' }]);
    expect(service.delivered()).toHaveLength(5);
  }, 30_000);

  test('has accepted a mail whose result nobody can read', async () => {
    service.faults.add({ match: '^GET /emails/operations/', times: 10, effect: { kind: 'refuse', status: 500 } });
    expect(await notifier.send(MAIL)).toEqual({ kind: 'sent' });
    expect(service.delivered()).toHaveLength(1);
  });

  test('what it says of an operation becomes a code, never its text', async () => {
    const body = { id: 'x', status: 'Failed', error: { code: 'to misaki@mihon.example.com', message: 'x' } };
    service.faults.add({ match: '^GET /emails/operations/', effect: { kind: 'refuse', status: 200, body } });
    expect(await notifier.send(MAIL)).toEqual({ kind: 'failed', code: 'unknown' });
  });
});
