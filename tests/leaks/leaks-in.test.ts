import { describe, expect, test } from '@jest/globals';
import { generateCards } from '../../local/sample-data/generate.ts';
import { apiKeyOf, INHABITANTS } from '../../local/sample-data/world.ts';
import { leaksIn, mustNotLeak } from './leaks-in.ts';

const cards = generateCards({ seed: 'leaks', count: 400, ownerId: 'o', ownerName: '山田 花子', now: new Date(0) });

describe('E4 a leak', () => {
  test.each(['lastName', 'firstName', 'companyName', 'email', 'tel', 'mobile', 'secondTel', 'fax'] as const)(
    'every %s of a sample card is noticed in a line',
    (field) => {
      const values = [...new Set(cards.flatMap((card) => card[field] || []))];
      expect(values.length).toBeGreaterThan(2);
      const unnoticed = values.filter((value) => leaksIn(JSON.stringify({ event: 'x', field: value })).length === 0);
      // Companies abroad have names of ordinary words; their people, numbers and addresses are noticed.
      expect(unnoticed.filter((value) => field !== 'companyName' || /[^\p{ASCII}]/u.test(value))).toEqual([]);
    },
  );

  test.each(INHABITANTS.map(({ id, name, address }) => [id, name, address]))('so is who %s is', (id, name, address) => {
    for (const said of [name, address, apiKeyOf(id)]) expect(leaksIn(`failed for ${said}.`)).not.toEqual([]);
  });

  test.each([`eyJhbGciOiJSUzI1NiJ9.${'x'.repeat(20)}.s`, `1.${'aB3_'.repeat(32)}`, `token=${'Zz0-'.repeat(11)}`])(
    'so is the token %s',
    (token) => {
      expect(leaksIn(`Bearer ${token}`)).not.toEqual([]);
    },
  );

  test('what the app may say is not', () => {
    const said = [
      '{"event":"slots-served","from":"2026-11-23T00:00:00.000Z","to":"2026-11-23T00:01:00.000Z","links":2}',
      '{"event":"run-ended","linkId":"0b1ec700-0000-4000-8000-000000010001","trace":"0af7651916cd43dd8448eb211c80319c"}',
      '    at graphTransport (file:///srv/app/node_modules/@azure/cosmos/dist/esm/request/RequestHandler.js:12:34)',
    ];
    expect(said.flatMap(leaksIn)).toEqual([]);
    expect(() => mustNotLeak(said.join('\n'))).not.toThrow();
    expect(() => mustNotLeak(`${said.join('\n')}\n山田`)).toThrow('山田');
  });
});
