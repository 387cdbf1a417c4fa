import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { WORDS } from '../../../shared/i18n/words.ts';
import { newOrganization } from '../../../shared/organizations/organization.ts';
import { notificationsSection } from '../../../shared/portal/administrator/settings/notifications-section.ts';
import { notificationSwitch } from '../../../shared/portal/user/user-page.ts';
import type { UserView } from '../../../shared/portal/user/user-view.ts';
import { linkIn, linkKey } from '../fixtures/links.ts';

const words = WORDS.ja;
const csrfToken = 'csrf';

describe("E3 the user's notices", () => {
  const view = (changes: Partial<UserView>): UserView => ({
    language: 'ja',
    words,
    csrfToken,
    administrator: false,
    offersOtherAccounts: false,
    now: new Date(0),
    status: { name: 'not-linked' },
    cardUrlTemplate: '',
    link: linkIn('linked'),
    parked: [],
    incomplete: [],
    activity: [],
    mailIsSetUp: true,
    ...changes,
  });
  const shown = async (changes: Partial<UserView>) => load(String(await notificationSwitch(view(changes))));

  test('name the address, and can be switched off', async () => {
    const page = await shown({});
    expect(page('p').text()).toContain(linkIn('linked').email);
    expect([page('button').val(), page('button').text()]).toEqual(['off', words.notifications.switchOff]);
  });

  test('can be switched on again', async () => {
    const link = linkIn('linked');
    const page = await shown({ link: { ...link, notices: { ...link.notices, off: true } } });
    expect([page('button').val(), page('p').text()]).toEqual(['on', words.notifications.userOff]);
  });

  test.each([
    ['there is no mail server', { mailIsSetUp: false }, words.notifications.mailOff],
    ['there is no verified address', { link: { ...linkIn('linked'), email: '' } }, words.notifications.noAddress],
  ])('say so when %s', async (_, changes, text) => {
    const page = await shown(changes);
    expect([page('p').text(), page('button').length]).toEqual([text, 0]);
  });

  test('are not there for somebody of whom nothing is kept', async () => {
    expect(String(await notificationSwitch(view({ link: undefined })))).toBe('');
  });
});

describe('E3 the notices of an organization', () => {
  test('without a mail server the administrator sees so, and the addresses stay for when there is one', async () => {
    const fresh = newOrganization(linkKey().organizationId, '見本商事', true);
    const organization = { ...fresh, notices: { ...fresh.notices, to: ['it@mihon.example.com'] } };
    const section = notificationsSection({
      language: 'ja',
      words,
      csrfToken,
      organization,
      mailIsSetUp: false,
      mailUsage: undefined,
    });
    const page = load(String(await section));
    expect(page('.note').text()).toBe(words.notifications.mailOffWebhook);
    expect([page('#notice-to').length, page('input[name=to]').attr('type'), page('input[name=to]').val()]).toEqual([
      0,
      'hidden',
      'it@mihon.example.com',
    ]);
  });

  test('with a limited domain the administrator sees how much of the hour is used', async () => {
    const organization = newOrganization(linkKey().organizationId, '見本商事', true);
    const mailUsage = { used: 7, perHour: 10 };
    const view = { language: 'ja', words, csrfToken, organization, mailIsSetUp: true, mailUsage } as const;
    const hints = load(String(await notificationsSection(view)))('.hint').text();
    expect(hints).toMatch(/1時間に10通まで.*現在の1時間は7通/);
  });
});
