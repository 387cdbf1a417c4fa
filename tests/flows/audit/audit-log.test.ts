import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainBrowser } from '../../../local/demo/plain-browser.ts';
import { onlyWhere } from '../fixtures/only-where.ts';
import { person } from '../fixtures/people.ts';
import { type RunningStack, startRunningStack } from '../fixtures/running-stack.ts';
import { linkedUsers, ORGANIZATION_SCREEN, signIn, USERS_SCREEN } from '../fixtures/walks.ts';

let stack: RunningStack;
let administrator: PlainBrowser;
beforeAll(async () => {
  stack = await startRunningStack();
  ({ administrator } = await linkedUsers(stack, 'misaki', 'ken'));
});
afterAll(() => stack.stop());

describe('E1 the audit log', () => {
  test('the audit log says who did what for whom, from the newest to the oldest', async () => {
    const { text } = await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`);
    for (const what of ['APIキーを登録しました', 'メールボックスを連携しました', 'Microsoft 365 と連携しました']) {
      expect(text).toContain(what);
    }
    for (const id of ['misaki', 'ken']) expect(text).toContain(person(id).address);
    expect(text.indexOf('メールボックスを連携しました')).toBeLessThan(text.indexOf('同意の手続きを始めました'));
  });

  test('older lines are on the next page', async () => {
    const { html } = await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`);
    const moments = [...html.matchAll(/<time datetime="([^"]+)"/g)].map(([, at]) => at ?? '');
    const before = encodeURIComponent(moments[1] ?? '');
    const older = await administrator.open(`${stack.app}${ORGANIZATION_SCREEN}/audit?before=${before}`);
    expect(older.html).not.toContain(`datetime="${moments[1]}"`);
    expect(older.html).toContain(`datetime="${moments.at(-1)}"`);
  });

  test('the file opens in Excel with its Japanese, and starts no formula', async () => {
    const response = await administrator.raw(`${stack.app}${ORGANIZATION_SCREEN}/audit.csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="meishi-sync-audit-[\d-]+-ja\.csv"$/,
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split('\r\n');
    expect(lines[0]).toBe('"日時（日本時間）","内容","詳細","対象のユーザー","実行者"');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines.slice(1)) expect(line).toMatch(/^"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d",/);
  });
});

describe('E1 what concerns one person', () => {
  const [MISAKI, KEN] = [person('misaki').address, person('ken').address];
  const CONNECTED = 'Microsoft 365 と連携しました';

  test('is one click away from the list of people, and so is the file of it', async () => {
    await administrator.open(stack.app + USERS_SCREEN);
    const { text, html, url } = await administrator.follow(MISAKI);
    expect(text).toContain(`${MISAKI} の記録`);
    for (const theirs of ['APIキーを登録しました', 'メールボックスを連携しました']) expect(text).toContain(theirs);
    for (const other of [KEN, CONNECTED]) expect(text).not.toContain(other);
    expect(decodeURIComponent(url.href)).not.toContain('misaki');
    const [, file = ''] = /href="([^"]*audit\.csv[^"]*)"/.exec(html) ?? [];
    const lines = await (await administrator.raw(stack.app + file.replaceAll('&amp;', '&'))).text();
    expect([lines.includes(MISAKI), lines.includes(KEN)]).toEqual([true, false]);
    expect((await administrator.follow('組織全体の記録を見る')).text).toContain(CONNECTED);
  });

  onlyWhere('there are several organizations', () => {
    test('is told to the own organization only, whatever the address says', async () => {
      await administrator.open(stack.app + USERS_SCREEN);
      const { search } = (await administrator.follow(MISAKI)).url;
      const other = await signIn(stack, 'aoi');
      for (const foreign of [search, '?user=made-up', '?user=person-misaki']) {
        const { status, text } = await other.open(`${stack.app}${ORGANIZATION_SCREEN}/audit${foreign}`);
        expect([status, text.includes(MISAKI)]).toEqual([200, false]);
      }
    });
  });
});

describe('E1 the audit logs of two organizations', () => {
  onlyWhere('there are several organizations', () => {
    test('another organization has a log of its own', async () => {
      const other = await signIn(stack, 'aoi');
      const { text, status } = await other.open(`${stack.app}${ORGANIZATION_SCREEN}/audit`);
      expect([status, text.includes(person('misaki').address)]).toEqual([200, false]);
      const file = await (await other.raw(`${stack.app}${ORGANIZATION_SCREEN}/audit.csv`)).text();
      expect(file).not.toContain(person('misaki').address);
    });
  });
});
