import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readCardFile } from '../../local/sample-data/card-file.ts';
import { readStartOptions, UsageFailure } from '../../local/start-options.ts';

describe('LOCAL the options of npm start', () => {
  test.each([
    [[], { port: 7071, fresh: false, portal: 'entra', help: false, weather: false, cards: undefined }],
    [['--weather'], { port: 7071, fresh: false, portal: 'entra', help: false, weather: true, cards: undefined }],
    [['-h'], { port: 7071, fresh: false, portal: 'entra', help: true, weather: false, cards: undefined }],
    [
      ['--fresh', '--port', '8000'],
      { port: 8000, fresh: true, portal: 'entra', help: false, weather: false, cards: undefined },
    ],
    [
      ['--cards', '0'],
      {
        port: 7071,
        fresh: false,
        portal: 'entra',
        help: false,
        weather: false,
        cards: { kind: 'generated', count: 0 },
      },
    ],
    [
      ['--cards-from=my.vcf'],
      {
        port: 7071,
        fresh: false,
        portal: 'entra',
        help: false,
        weather: false,
        cards: { kind: 'file', path: 'my.vcf' },
      },
    ],
    [
      ['--portal', 'openid'],
      { port: 7071, fresh: false, portal: 'openid', help: false, weather: false, cards: undefined },
    ],
  ])('%j are understood', (args, options) => {
    expect(readStartOptions(args)).toEqual(options);
  });

  test.each([
    [['--prot', '8000'], '--prot'],
    [['8000'], '8000'],
    [['--port'], '--port'],
    [['--portal', 'saml'], '--portal'],
    [['--port', 'http'], '--port'],
    [['--port', '65526'], '--port'],
    [['--cards', '1e3'], '--cards'],
    [['--cards', '100001'], '--cards'],
    [['--cards', '3', '--cards-from', 'my.vcf'], '--cards-from'],
  ])('%j are refused by name', (args, name) => {
    expect(() => readStartOptions(args)).toThrow(UsageFailure);
    expect(() => readStartOptions(args)).toThrow(name);
  });
});

describe('LOCAL a file of vCards', () => {
  // 山田 in Shift_JIS.
  const shiftJis = Buffer.from([0x8e, 0x52, 0x93, 0x63]);

  test.each([
    ['UTF-8', Buffer.from('山田'), [5]],
    // A charset that is not declared is a guess, which is told.
    ['Shift_JIS', shiftJis, [3, 5]],
  ])('is read in %s, and what is in doubt or cannot be read is named with its line', async (_encoding, name, lines) => {
    const directory = await mkdtemp(join(tmpdir(), 'cards-'));
    const path = join(directory, 'cards.vcf');
    const vcard = ['BEGIN:VCARD\nVERSION:3.0\nN:', name, ';;;;\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n'];
    await writeFile(path, Buffer.concat(vcard.map((part) => Buffer.from(part))));
    try {
      const { cards, problems } = await readCardFile(path);
      expect(cards.map(({ lastName, owner }) => [lastName, owner.id])).toEqual([['山田', 'owner-ichiro']]);
      expect(problems.map(({ line }) => line)).toEqual(lines);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
