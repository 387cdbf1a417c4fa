import { beforeEach, describe, expect, test } from '@jest/globals';
import { DAY, HOUR } from '../../../shared/clock.ts';
import { instant } from '../../../shared/ids.ts';
import type { Link } from '../../../shared/links/link.ts';
import type { Delivery, Mail, WebhookEvent } from '../../../shared/notifications/channels.ts';
import type { NotificationDependencies } from '../../../shared/notifications/deliver.ts';
import { reportPoisonNotification, sendNotification } from '../../../shared/notifications/send-notification.ts';
import { newOrganization, type Organization } from '../../../shared/organizations/organization.ts';
import { linkIn, linkKey, NOON, STATES } from '../fixtures/links.ts';
import { memoryLinks } from '../fixtures/memory-links.ts';

const key = linkKey();
const { organizationId, userId } = key;
const toUser = { v: 1, organizationId, userId } as const;
const toAdministrators = { v: 1, organizationId, userId: null } as const;

let now: Date;
let organization: Organization;
let mails: Mail[];
let hooks: WebhookEvent[];
let events: { name: string; fields: object }[];
let delivery: Delivery;
let deps: NotificationDependencies;

beforeEach(() => {
  now = NOON;
  mails = [];
  hooks = [];
  events = [];
  delivery = { kind: 'sent' };
  const fresh = newOrganization(organizationId, '見本商事', true);
  const since = instant(NOON);
  const { tenantId } = STATES.linked.mailbox;
  organization = {
    ...fresh,
    contacts: { state: 'connected', generation: 1, tenantId, since, provenBy: 'admin' },
    notices: { ...fresh.notices, to: ['it@mihon.example.com', 'boss@mihon.example.com'], language: 'en' },
  };
  deps = {
    clock: { now: () => now },
    links: memoryLinks(),
    organizations: {
      read: async () => ({ organization, version: '' }),
      change: async (_, change) => {
        const before = organization;
        const after = change(before);
        if (after === undefined) return undefined;
        organization = after;
        return { before, after };
      },
    },
    vault: {
      read: async () => ({ value: 'whsec_c2VjcmV0', writtenAt: NOON }),
      write: async () => undefined,
      delete: async () => undefined,
      purge: async () => ({ kind: 'gone' }),
    },
    log: { record: (name, fields) => void events.push({ name, fields }) },
    notifier: {
      send: async (mail) => {
        mails.push(mail);
        return delivery;
      },
    },
    webhook: {
      post: async (_url, _secret, event) => {
        hooks.push(event);
        return delivery;
      },
    },
    portal: 'https://meishi.example.com',
  };
});

const isHeld = (link: Link): Link => ({
  ...link,
  sync: { ...link.sync, hold: { removals: 30, of: 40, since: instant(NOON), decision: null } },
});
const toldOf = async () => (await deps.links.read(key))?.link.notices.told;

describe('E3 a user', () => {
  test('is told once, however many messages there are at the same time', async () => {
    await deps.links.create(linkIn('reconnect-needed'));
    await Promise.all(Array.from({ length: 5 }, () => sendNotification(deps, toUser)));
    expect(mails).toHaveLength(1);
    expect(events).toEqual([
      { name: 'notice-sent', fields: { organizationId, kind: 'reconnect-needed', channel: 'mail' } },
    ]);
  });

  test('of whom it is no longer true is told nothing', async () => {
    await deps.links.create(linkIn('linked'));
    await sendNotification(deps, toUser);
    expect([mails, await toldOf()]).toEqual([[], {}]);
  });

  test('whom nobody knows is told nothing', async () => {
    await sendNotification(deps, toUser);
    expect(mails).toEqual([]);
  });

  test.each<[string, Delivery, number]>([
    ['is told later what certainly did not arrive', { kind: 'later', code: 'smtp-451' }, 2],
    ['is not told twice what may have arrived', { kind: 'failed', code: 'ECONNECTION' }, 1],
  ])('%s', async (_, became, times) => {
    await deps.links.create(linkIn('reconnect-needed'));
    delivery = became;
    await sendNotification(deps, toUser);
    now = new Date(NOON.getTime() + HOUR);
    await sendNotification(deps, toUser);
    expect(mails).toHaveLength(times);
  });

  test('keeps the time of the last one when another could not be sent', async () => {
    const yesterday = instant(NOON.getTime() - DAY);
    const link = linkIn('reconnect-needed');
    await deps.links.create({ ...link, notices: { off: false, told: { 'reconnect-needed': yesterday } } });
    delivery = { kind: 'later', code: 'smtp-451' };
    await sendNotification(deps, toUser);
    expect([mails.length, await toldOf()]).toEqual([1, { 'reconnect-needed': yesterday }]);
  });

  test.each([
    ['without an address', (): Partial<Link> => ({ email: '' })],
    ['with something else for an address', (): Partial<Link> => ({ email: 'x@y.example, eve@evil.example' })],
  ])('%s is written to by nobody, and asked about once a day', async (_, changes) => {
    await deps.links.create({ ...linkIn('reconnect-needed'), ...changes() });
    await sendNotification(deps, toUser);
    expect([mails, await toldOf()]).toEqual([[], { 'reconnect-needed': instant(NOON) }]);
  });

  test('is written to by nobody where there is no mail server', async () => {
    await deps.links.create(linkIn('reconnect-needed'));
    await sendNotification({ ...deps, notifier: undefined }, toUser);
    expect(await toldOf()).toEqual({ 'reconnect-needed': instant(NOON) });
  });
});

describe('E3 administrators', () => {
  beforeEach(async () => {
    await deps.links.create(isHeld(linkIn('linked')));
    await deps.links.create(isHeld(linkIn('linked', linkKey('ichiro'))));
    await deps.links.create(linkIn('linked', linkKey('ken')));
  });
  const subjects = () => mails.map(({ to, subject }) => [to, subject]);
  const HOLDS = 'Business card sync: users have removals on hold';
  const PAUSED = 'Business card sync is paused: not part of your plan';

  test('get a mail each, of their own, with the number of users', async () => {
    await sendNotification(deps, toAdministrators);
    await sendNotification(deps, toAdministrators);
    expect(subjects()).toEqual([
      ['it@mihon.example.com', HOLDS],
      ['boss@mihon.example.com', HOLDS],
    ]);
    expect(mails[0]?.text).toContain('for 2 users');
    expect(mails[0]?.text).not.toContain('boss@');
  });

  test('are not told of holds when there are none', async () => {
    deps = { ...deps, links: memoryLinks() };
    await deps.links.create(linkIn('linked'));
    await sendNotification(deps, toAdministrators);
    expect([mails, organization.notices.told]).toEqual([[], {}]);
  });

  test('are told of a lapsed plan once, and of the next lapse again', async () => {
    const lapse = () => {
      organization = { ...organization, entitled: false, lapsedAt: instant(now) };
    };
    const pass = async (days: number) => {
      now = new Date(now.getTime() + days * DAY);
      await sendNotification(deps, toAdministrators);
    };
    organization = { ...organization, notices: { ...organization.notices, to: ['it@mihon.example.com'] } };
    lapse();
    await pass(0);
    await pass(1);
    await pass(30);
    expect(subjects()).toEqual([['it@mihon.example.com', PAUSED]]);
    expect(mails[0]?.text).toContain('paused for 3 users');
    lapse();
    await pass(1);
    expect(mails).toHaveLength(2);
  });

  test('have their own program told, by webhook, with counts alone', async () => {
    const webhook = { url: 'https://hooks.example.com/', secret: STATES.linked.tokens };
    organization = { ...organization, notices: { ...organization.notices, to: [], webhook } };
    await sendNotification(deps, toAdministrators);
    expect([mails, hooks]).toEqual([
      [],
      [
        {
          kind: 'holds',
          at: NOON,
          organizationId,
          count: 2,
          url: 'https://meishi.example.com/organization/microsoft-365/users?standing=held',
        },
      ],
    ]);
  });

  test('are told later only when nothing reached anybody', async () => {
    delivery = { kind: 'later', code: 'ESOCKET' };
    await sendNotification(deps, toAdministrators);
    expect(organization.notices.told).toEqual({});
    delivery = { kind: 'sent' };
    await sendNotification(deps, toAdministrators);
    expect(organization.notices.told).toEqual({ holds: instant(NOON) });
  });
});

describe('E2 a poison message of notices', () => {
  test.each([
    ['names the organization', toUser, { name: 'message-poisoned', fields: { queue: 'send-notice', organizationId } }],
    ['that cannot be read says so', { v: 2 }, { name: 'message-unreadable', fields: { queue: 'send-notice' } }],
  ])('a message that was given up %s', (_, message, event) => {
    reportPoisonNotification(deps.log, 'send-notice', message);
    expect(events).toEqual([event]);
  });
});
