import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { WORDS } from '../../../shared/i18n/words.ts';
import { instant } from '../../../shared/ids.ts';
import { auditCsv } from '../../../shared/portal/administrator/audit/audit-csv.ts';
import { linkKey, NOON } from '../fixtures/links.ts';

const csv = (text: string) =>
  auditCsv(WORDS.en, [
    { ...linkKey(), at: instant(NOON), kind: 'linked', actor: text, user: text, detail: text },
  ]).replace(/^.*?\r\n/, '');

describe('E1 the audit log as a file', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("https://evil.example","x")', '＝1', '＋1', '－1', '＠x'])(
    'a cell that begins like a formula is text: %j',
    (text) => {
      const [cells = []] = z.array(z.array(z.string())).parse(parse(csv(text), { record_delimiter: '\r\n' }));
      expect(cells.slice(3)).toEqual([`'${text}`, `'${text}`]);
    },
  );

  test.each(['\t=1', '\r=1'])('a cell that begins with white space before a formula is text: %j', (text) => {
    const [cells = []] = z.array(z.array(z.string())).parse(parse(csv(text), { record_delimiter: '\r\n' }));
    expect(cells.slice(3)).toEqual([`'${text.replace('=', "'=")}`, `'${text.replace('=', "'=")}`]);
  });

  test.each([
    ['commas', '山田, 花子', '"山田, 花子"'],
    ['quotes', '"花子"', '"""花子"""'],
    ['line ends', 'a\r\nb', '"a'],
    ['bare line feeds', 'a\n=1+1', '"a\n\'=1+1"'],
    ['bare carriage returns', 'a\r=1+1', '"a\r\'=1+1"'],
    ['semicolons', 'a;=1+1', '"a;\'=1+1"'],
  ])('%s stay in their cell', (_, text, cell) => {
    expect(csv(text)).toContain(cell);
  });

  test.each([';', '\t', '|', ':', ' '])('no cell begins like a formula where %j separates', (separator) => {
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '"=1+1', '\'"=1']) {
      const cells = csv(`x${separator}${formula}`).split(/[;\t|: \r\n]/);
      expect(
        cells.filter((cell) => /^["']*[=+\-@＝＋－＠]/.test(cell) && !/^["']*'[=+\-@＝＋－＠]/.test(cell)),
      ).toEqual([]);
    }
  });
});
