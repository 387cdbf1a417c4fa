import { describe, expect, test } from '@jest/globals';
import type { LinkState } from '../../shared/links/link-head.ts';
import { linkHeadSchema } from '../../shared/links/link-head.ts';
import { moveTo, slotOf } from '../../shared/links/link-transitions.ts';
import { headIn, linkKey, STATES } from './fixtures/links.ts';

const NAMES = [
  'not-linked',
  'linking',
  'linked',
  'reconnect-needed',
  'unlinking',
] as const satisfies LinkState['name'][];

describe('a link', () => {
  /** What may follow each state; nothing else. */
  const stories: [LinkState['name'], LinkState['name'][]][] = [
    ['not-linked', ['linking']],
    ['linking', ['not-linked', 'linking', 'linked']],
    ['linked', ['linked', 'reconnect-needed', 'unlinking']],
    ['reconnect-needed', ['linked', 'reconnect-needed', 'unlinking']],
    ['unlinking', ['not-linked']],
  ];

  test.each(stories.flatMap(([from, allowed]) => NAMES.map((to) => [from, to, allowed.includes(to)] as const)))(
    'that is %s becomes %s: %s',
    (from, to, allowed) => {
      const head = headIn(from);
      if (!allowed) return expect(() => moveTo(head, STATES[to])).toThrow(`"${from}" cannot become "${to}"`);
      const moved = moveTo(head, STATES[to]);
      expect(moved).toEqual({ ...head, state: STATES[to], slot: to === 'not-linked' ? null : slotOf(head) });
      expect(linkHeadSchema.parse(moved)).toEqual(moved);
    },
  );
});

describe('the slot of a link', () => {
  test('is the same for ever, since moving all links at once would pile them up', () => {
    expect([slotOf(linkKey('hanako')), slotOf(linkKey('ichiro')), slotOf(linkKey('hanako', 'hokuto'))]).toEqual([
      27, 2, 22,
    ]);
  });

  test('spreads links evenly over the half hour', () => {
    const links = Array.from({ length: 30_000 }, (_, number) => slotOf(linkKey(`user-${number}`)));
    const counts = Array.from({ length: 30 }, (_, slot) => links.filter((own) => own === slot).length);
    expect(counts.reduce((sum, count) => sum + count)).toBe(30_000);
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });
});
