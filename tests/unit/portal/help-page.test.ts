import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { explainConnecting, explainLinking } from '../../../shared/i18n/explain.ts';
import type { ConnectProblem, LinkProblem } from '../../../shared/i18n/explanation.ts';
import type { HelpValues } from '../../../shared/i18n/help-topics.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { helpPage } from '../../../shared/portal/help/help-page.ts';
import { failureNote } from '../../../shared/portal/user/failure-note.ts';

const VALUES: HelpValues = {
  portal: 'https://meishi.example.com',
  app: 'meishi-sync (contacts)',
  clientId: '11111111-1111-4111-8111-111111111111',
  egressIps: ['203.0.113.10'],
  isForOneCompany: true,
};

const render = (language: 'ja' | 'en', values = VALUES) =>
  load(String(helpPage(language, WORDS[language], values).content));
const anchorsOf = (page: ReturnType<typeof load>) =>
  page('section[id], h2[id]')
    .toArray()
    .map((one) => one.attribs['id'] ?? '');

describe('E7 the help page', () => {
  test('has the same sections in both languages, each once, and its contents lead to all of them', () => {
    const [japanese, english] = [render('ja'), render('en')];
    const anchors = anchorsOf(japanese);
    expect(anchorsOf(english)).toEqual(anchors);
    expect(new Set(anchors).size).toBe(anchors.length);
    const links = japanese('nav a')
      .toArray()
      .map((one) => (one.attribs['href'] ?? '').slice(1));
    expect(links).toEqual(anchors);
  });

  test.each(['ja', 'en'] as const)('names this deployment, and says something under every heading (%s)', (language) => {
    const page = render(language);
    const text = page.root().text();
    for (const value of [VALUES.portal, VALUES.app, VALUES.clientId, '203.0.113.10']) expect(text).toContain(value);
    for (const section of page('section').toArray())
      expect(page(section).find('p, li').text().length).toBeGreaterThan(20);
  });

  test('speaks of contract plans only where there are some, and of no fixed address where there is none', () => {
    expect(render('ja').root().text()).not.toContain('契約プラン');
    const vendor = render('ja', { ...VALUES, isForOneCompany: false, egressIps: [] })
      .root()
      .text();
    expect(vendor).toContain('契約プラン');
    expect(vendor).not.toContain('203.0.113.10');
  });

  test('answers every explained failure of connecting and linking under the address that is given', () => {
    const anchors = anchorsOf(render('ja'));
    const { microsoftProblems, connectProblems, linkProblems } = WORDS.ja;
    const connecting = Object.keys({ ...microsoftProblems, ...connectProblems }) as ConnectProblem[];
    const linking = Object.keys({ ...microsoftProblems, ...linkProblems }) as LinkProblem[];
    const topics = [
      ...connecting.flatMap((code) =>
        (['connect', 'invited'] as const).map((reader) => explainConnecting(WORDS.ja, code, reader).help),
      ),
      ...linking.map((code) => explainLinking(WORDS.ja, code).help),
    ];
    expect(topics.length).toBeGreaterThan(50);
    expect(topics.filter((topic) => topic === undefined || !anchors.includes(topic))).toEqual([]);
  });

  test.each([
    ['approval-required', 'approval-administrator', 'approval-user'],
    ['other-account', 'other-account', 'other-account'],
  ] as const)('answers "%s" for administrators and for users', (code, administrator, user) => {
    expect([explainConnecting(WORDS.ja, code, 'connect').help, explainLinking(WORDS.ja, code).help]).toEqual([
      administrator,
      user,
    ]);
  });

  test('a sync that fails leads to the answer, unless nobody has to do anything', () => {
    const note = (code: 'key-refused' | 'throttled') =>
      load(String(failureNote(WORDS.ja, code, 'warn')))('a').attr('href');
    expect([note('key-refused'), note('throttled')]).toEqual(['/help#api-key', undefined]);
  });
});
