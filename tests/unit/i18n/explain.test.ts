import { describe, expect, test } from '@jest/globals';
import { load } from 'cheerio';
import { explainConnecting, explainKept, explainLinking } from '../../../shared/i18n/explain.ts';
import type { ConnectProblem, LinkProblem, Told } from '../../../shared/i18n/explanation.ts';
import { WORDS, type Words } from '../../../shared/i18n/words.ts';
import { EXPLAINED_NUMBERS, meaningOf } from '../../../shared/identity/entra-error-codes.ts';
import type { Language } from '../../../shared/language.ts';
import { runFailureCodeSchema } from '../../../shared/links/run-failure.ts';
import { problemPage } from '../../../shared/portal/components/problem-page.ts';

const LANGUAGES: readonly Language[] = ['ja', 'en'];
const subject = {
  app: 'meishi-sync',
  egressIps: ['203.0.113.4', '203.0.113.5'],
  clientId: 'c0a7ac75-0000-4000-8000-000000000001',
  tenantId: '5a1e0c3b-0f1d-4d5e-9b51-3a6f2d7c9001',
  consentUrl:
    'https://login.microsoftonline.com/5a1e0c3b-0f1d-4d5e-9b51-3a6f2d7c9001/v2.0/adminconsent?client_id=c0a7ac75-0000-4000-8000-000000000001&scope=https%3A%2F%2Fgraph.microsoft.com%2FContacts.ReadWrite&redirect_uri=https%3A%2F%2Fmeishi.example.com%2Fconsent%2Fcallback',
};
const asker = { name: '鈴木 美咲', verifiedEmail: 'misaki@mihon.example.com' };
const support = { aadsts: '90094', correlationId: '0f1e2d3c-0000-4000-8000-000000000001' };

/** Every explanation of a language, by where it is met and for what. */
function explanations(words: Words): [string, Told][] {
  const keys = <Key extends string>(of: Record<Key, unknown>) => Object.keys(of) as Key[];
  const microsoft = keys(words.microsoftProblems);
  const connect: ConnectProblem[] = [...microsoft, ...keys(words.connectProblems)];
  const link: LinkProblem[] = [...microsoft, ...keys(words.linkProblems)];
  return [
    ...connect.map((code): [string, Told] => [`connect ${code}`, explainConnecting(words, code, 'connect')]),
    ...connect.map((code): [string, Told] => [`invited ${code}`, explainConnecting(words, code, 'invited')]),
    ...link.map((code): [string, Told] => [`link ${code}`, explainLinking(words, code)]),
  ];
}

async function show(words: Words, explanation: Told) {
  return load(String(await problemPage(words, { explanation, support, subject, asker, backTo: '/' }).content));
}

const LETTER = {
  ja: ['お世話になっております。鈴木 美咲です。', 'よろしくお願いいたします。'],
  en: ['Hello,', 'Thank you for your help.'],
} as const;

describe.each(LANGUAGES)('A4 in %s', (language) => {
  const words = WORDS[language];

  test.each(EXPLAINED_NUMBERS)('AADSTS%s has a text with something to do', (number) => {
    const { cause } = meaningOf('', number);
    for (const explanation of [explainConnecting(words, cause, 'connect'), explainLinking(words, cause)]) {
      expect(explanation.title).not.toBe('');
      expect(explanation.happened).not.toBe('');
      expect([...explanation.own.steps, ...(explanation.own.after ?? [])]).not.toEqual([]);
    }
  });

  test.each(explanations(words))('%s names who must act, and how to reach them', async (_, explanation) => {
    const $ = await show(words, explanation);
    const { who } = explanation;
    const told = $(`dt:contains("${words.problem.whoActs}") + dd`).text();
    expect(told).toBe(who === 'you' ? '' : words.problem.who[who]);
    $('.unseen').remove();
    const links = $('a.go')
      .toArray()
      .map((link) => $(link).text());
    expect(new Set(links).size).toBe(links.length);
    expect($('textarea[readonly]').length).toBe('request' in explanation ? 1 : 0);
    if (!('request' in explanation)) return;
    const message = $('textarea').text();
    expect(message).toContain(asker.verifiedEmail);
    // It begins and ends as a letter does, and introduces its sender.
    const [greeting, closing] = LETTER[language];
    expect([message.startsWith(greeting), message.includes(asker.name), message.includes(closing)]).toEqual([
      true,
      true,
      true,
    ]);
    // It can be acted on by itself.
    for (const step of explanation.steps) expect(message).toContain(typeof step === 'string' ? step : step.text);
    // The organization's own administrator does not know the app by its number.
    expect(message.includes(subject.clientId)).toBe(who !== 'administrator');
    expect(message).toContain(subject.tenantId);
    // Longer drafts are cut by some mail programs; what is left out is said.
    const draft = new URL($('a[href^="mailto:"]').attr('href') ?? '');
    expect(draft.href.length).toBeLessThan(2000);
    const isWhole = draft.searchParams.get('body')?.replaceAll('\r\n', '\n') === message;
    expect($('#message-hint').text()).toBe(words.problem[isWhole ? 'messageHint' : 'messageHintShorter']);
  });

  test('whoever needs somebody else is told to send the message, and then to try again', async () => {
    const $ = await show(words, explainLinking(words, 'app-disabled'));
    const [own, theirs] = $('ol').toArray();
    const items = (list: typeof own) =>
      $(list)
        .children()
        .toArray()
        .map((item) => $(item).text());
    const { send, againAfterThem, theirSteps } = words.problem;
    expect(items(own)).toEqual([send['microsoft-administrator'], againAfterThem.link]);
    expect([$(theirs).prev().text(), items(theirs).length]).toEqual([theirSteps, 2]);
    const draft = explainConnecting(words, 'app-disabled', 'connect').own.steps;
    expect(draft).toEqual([words.problem.sendUnlessYou.message]);
  });

  test('an administrator who may be able to consent is told both: to make a link, and the steps', async () => {
    const { own, theirs } = explainConnecting(words, 'not-administrator', 'connect');
    const { sendUnlessYou, shownAfterThem } = words.problem;
    expect(own).toEqual({ steps: [sendUnlessYou.link], oneOf: undefined, after: [shownAfterThem] });
    const { steps, next } = words.connectProblems['not-administrator'];
    expect(theirs).toEqual({ steps, oneOf: undefined, after: [words.problem.again.connect, ...next] });
  });

  test('ways out are offered side by side, and steps one after the other', async () => {
    const ways = await show(words, explainConnecting(words, 'cancelled', 'connect'));
    expect([ways('ul > li').length, ways('ol > li').length]).toEqual([2, 3]);
    const either = await show(words, explainLinking(words, 'approval-required'));
    expect([either('ol > li').length, either('ul > li').length]).toEqual([2, 2]);
  });

  test('a choice at Microsoft comes after trying again', () => {
    const { again } = words.problem;
    const { next } = words.microsoftProblems['mfa-required'];
    expect(explainLinking(words, 'mfa-required').own.after).toEqual([again.link, ...next]);
  });

  test('the page and the message about a policy name the addresses from which the service connects', async () => {
    const $ = await show(words, explainLinking(words, 'blocked-by-policy'));
    expect($('dd code').text()).toBe('203.0.113.4, 203.0.113.5');
    expect($('textarea').text()).toContain('203.0.113.4, 203.0.113.5');
  });

  test('in a message, the address of the consent page stands below its step', async () => {
    const $ = await show(words, explainLinking(words, 'approval-required'));
    const [consent] = words.microsoftProblems['approval-required'].steps;
    const text = typeof consent === 'string' ? consent : consent?.text;
    expect($('textarea').text()).toContain(`${text}\n${subject.consentUrl}\n`);
    expect($('textarea').text().split(subject.consentUrl)).toHaveLength(2);
  });

  test('a step leads to the app and the tenant that it is about', async () => {
    const $ = await show(words, explainLinking(words, 'approval-required'));
    const links = $('ul a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(links).toEqual([
      subject.consentUrl,
      `https://entra.microsoft.com/${subject.tenantId}/#view/Microsoft_AAD_IAM/ManagedAppMenuBlade/~/Permissions/appId/${subject.clientId}`,
    ]);
  });

  test('without anybody knowing what it is about, nothing is linked', async () => {
    const explanation = explainLinking(words, 'approval-required');
    const $ = load(String(await problemPage(words, { explanation, backTo: '/' }).content));
    expect($('ul a').length).toBe(0);
    expect($('textarea').text()).not.toContain('undefined');
  });

  test.each(runFailureCodeSchema.unwrap().options)('a run that failed with "%s" is told in a sentence', (code) => {
    expect(words.runFailures[code].text).toMatch(/[。.]$/);
  });

  test('a code that nobody knows is told as a refusal', () => {
    const { title, next } = words.microsoftProblems.refused;
    expect(explainKept(words, 'of-another-version')).toMatchObject({ title, own: { steps: [], after: next } });
    expect(meaningOf('never_seen', '1234567').cause).toBe('refused');
  });
});
