import { describe, expect, test } from '@jest/globals';
import { instant, organizationIdSchema } from '../../../shared/ids.ts';
import { type Invitation, type Invited, verdictOn } from '../../../shared/invitations/invitation.ts';
import { addressesIn } from '../../../shared/invitations/invite.ts';
import { newLink } from '../../../shared/links/link-transitions.ts';
import { linkIn, linkKey } from '../fixtures/links.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = new Date('2026-11-29T10:00:00.000Z');
const at = (age: number) => instant(NOW.getTime() - age);

function former(state: Invitation['state'], age: number, sent = true): Invitation {
  return {
    organizationId: organizationIdSchema.parse('mihon'),
    email: 'a@mihon.example.com',
    language: 'ja',
    inviter: 'it@mihon.example.com',
    askedAt: at(age),
    state,
    sentAt: sent ? at(age) : null,
    code: null,
  };
}

const STRANGER: Invited = { link: undefined, hasKey: false, former: undefined };
const linked = { link: linkIn('linked') };
const visitor = { link: newLink(linkKey(), { email: 'a@mihon.example.com', language: 'ja' }) };

describe('E9 whether an address is invited', () => {
  test.each<[string, string, Partial<Invited>, string]>([
    ['somebody at the administrator’s domain', 'a@mihon.example.com', {}, 'invited'],
    ['somebody at that domain in other letters', 'a@MIHON.example.com', {}, 'invited'],
    ['somebody elsewhere', 'a@evil.example', {}, 'stranger'],
    ['somebody at a domain that only ends so', 'a@not-mihon.example.com', {}, 'stranger'],
    ['somebody elsewhere for whom a key waits', 'a@partner.example', { hasKey: true }, 'invited'],
    ['somebody elsewhere who has been here', 'a@partner.example', visitor, 'invited'],
    ['somebody who is linked', 'a@mihon.example.com', linked, 'linked'],
    [
      'somebody who is linked, also after a year',
      'a@mihon.example.com',
      { ...linked, former: former('sent', 365 * DAY) },
      'linked',
    ],
    ['somebody whose mail still waits', 'a@mihon.example.com', { former: former('waiting', 8 * DAY, false) }, 'lately'],
    [
      'somebody who was invited a moment less than a week ago',
      'a@mihon.example.com',
      { former: former('sent', 7 * DAY - 1) },
      'lately',
    ],
    ['somebody who was invited a week ago', 'a@mihon.example.com', { former: former('sent', 7 * DAY) }, 'invited'],
    ['somebody whose mail may have arrived', 'a@mihon.example.com', { former: former('failed', HOUR) }, 'lately'],
    [
      'somebody whose mail certainly did not',
      'a@mihon.example.com',
      { former: former('failed', HOUR, false) },
      'invited',
    ],
  ])('%s', (_, email, changes, verdict) => {
    expect(verdictOn(email, { ...STRANGER, ...changes }, 'mihon.example.com', NOW)).toBe(verdict);
  });

  test('an administrator without a verified address invites no stranger', () => {
    expect(verdictOn('a@', STRANGER, '', NOW)).toBe('stranger');
  });

  test.each([
    ['ａ＠x.example、b＠x.example；c@x.example', ['a@x.example', 'b@x.example', 'c@x.example']],
    ['山田 太郎 <a@x.example>\nTaro Yamada ＜b@x.example＞', ['a@x.example', 'b@x.example']],
    ['・a@x.example "b@x.example" mailto:c@x.example', ['a@x.example', 'b@x.example', 'c@x.example']],
    ['\u200ba@x.example\u200b\r\nb@x.example。', ['a@x.example', 'b@x.example']],
    ['c@x.example 山田 <a@x.example> b@x.example', ['c@x.example', 'b@x.example', 'a@x.example']],
    ['nobody, a@x.example', ['nobody', 'a@x.example']],
    ['山田 太郎', ['山田', '太郎']],
  ])('in %j the addresses are %j', (text, addresses) => {
    expect(addressesIn(text)).toEqual(addresses);
  });

  test('an address that is typed twice, in whatever letters, is one', () => {
    expect(addressesIn(' a@x.example;B@x.example、b@X.example\nA@x.example ')).toEqual(['a@x.example', 'b@x.example']);
  });
});
