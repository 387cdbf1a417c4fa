import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { HOUR } from '../../../shared/clock.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { instant } from '../../../shared/ids.ts';
import type { Connection } from '../../../shared/organizations/organization.ts';
import { connectionSection } from '../../../shared/portal/administrator/connection/connection-section.ts';
import { NOON, STATES } from '../fixtures/links.ts';

const WAITING: Connection = {
  state: 'waiting',
  generation: 3,
  tenantId: STATES.linked.mailbox.tenantId,
  since: instant(NOON),
  until: instant(NOON.getTime() + HOUR),
  failure: { code: 'not-granted', at: instant(NOON), aadsts: '65001', correlationId: null },
  consentLink: { id: 'link', until: instant(NOON.getTime() + HOUR), madeBy: '見本 花子' },
};

async function shown(connection: Connection) {
  const section = connectionSection({
    language: 'ja',
    words: WORDS.ja,
    csrfToken: 'csrf',
    now: NOON,
    portal: 'https://portal.example',
    capability: 'contacts',
    connection,
    ownTenant: undefined,
    available: true,
    subject: undefined,
    asker: { name: '見本 花子', verifiedEmail: '' },
    affected: 0,
    ending: 0,
    error: undefined,
  });
  return load(String(await section));
}

describe('A4 a consent that is awaited', () => {
  test('has one card that says how it stands, one main action, and the others folded away', async () => {
    const $ = await shown(WAITING);
    expect($('.note').length).toBe(1);
    expect($('.note.bad').text()).toContain('アクセス許可が付与されていません');
    // What waits is no failure.
    for (const part of ['同意を待っています', '同意用リンクを作成済みです'])
      expect($('section > p').text()).toContain(part);
    expect($('button.primary').text()).toBe('保存');
    const others = $('details:contains("その他の操作") button').toArray();
    expect(others.map((button) => $(button).text())).toEqual([
      '同意用リンクを作り直す',
      '同意を確認',
      '同意用リンクを取り消す',
      '同意の依頼を取り下げる',
    ]);
  });

  test.each([
    ['without a link', { consentLink: undefined }, ['同意の依頼を取り下げる']],
    ['that is over', { until: instant(NOON), consentLink: undefined }, []],
  ])('%s can be taken back as far as there is something', async (_, changes, wanted) => {
    const $ = await shown({ ...WAITING, ...changes });
    expect(
      $('button[formnovalidate]')
        .toArray()
        .map((button) => $(button).text()),
    ).toEqual(wanted);
  });
});
