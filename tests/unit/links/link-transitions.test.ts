import { describe, expect, test } from '@jest/globals';
import { instant } from '../../../shared/ids.ts';
import type { Link, LinkState } from '../../../shared/links/link.ts';
import { linkSchema } from '../../../shared/links/link.ts';
import { moveTo, NEVER_SYNCED } from '../../../shared/links/link-transitions.ts';
import { slotOf } from '../../../shared/links/slot.ts';
import { linkIn, linkKey, NOON, STATES } from '../fixtures/links.ts';

const NAMES = [
  'not-linked',
  'linking',
  'linked',
  'reconnect-needed',
  'unlinking',
] as const satisfies LinkState['name'][];

describe('B1, C11, D1 a link', () => {
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
      const link = linkIn(from);
      if (!allowed) return expect(() => moveTo(link, STATES[to])).toThrow(`"${from}" cannot become "${to}"`);
      const moved = moveTo(link, STATES[to]);
      expect(moved).toMatchObject({ state: STATES[to], slot: to === 'not-linked' ? null : slotOf(link) });
      expect(linkSchema.parse(moved)).toEqual(moved);
    },
  );
});

describe('B3, C9 a link that ended', () => {
  const unresolved = { attempts: [3], lastPost: instant(NOON) };
  const during = (state: LinkState['name'], formerLinks: Link['formerLinks']) => ({
    ...linkIn(state),
    sync: { ...NEVER_SYNCED, batchSize: 4, unresolved: state === 'linking' ? null : unresolved },
    formerLinks,
  });
  const other = { linkId: 'link-0', unresolved: null };

  test.each<[string, LinkState['name'], Link['formerLinks'], Link['formerLinks']]>([
    ['is remembered with what it left open', 'unlinking', [other], [other, { linkId: 'link-1', unresolved }]],
    [
      'is remembered once, as it ended last',
      'unlinking',
      [{ linkId: 'link-1', unresolved: null }, other],
      [other, { linkId: 'link-1', unresolved }],
    ],
    [
      'under an id taken over, but never begun, leaves open what it was',
      'linking',
      [{ linkId: 'link-1', unresolved }],
      [{ linkId: 'link-1', unresolved }],
    ],
  ])('%s', (_, state, before, after) => {
    expect(moveTo(during(state, before), STATES['not-linked'])).toMatchObject({
      formerLinks: after,
      sync: NEVER_SYNCED,
    });
  });

  test('pushes out the oldest of ten', () => {
    const ten = Array.from({ length: 10 }, (_, number) => ({ linkId: `older-${number}`, unresolved: null }));
    const { formerLinks } = moveTo(during('unlinking', ten), STATES['not-linked']);
    expect(formerLinks.map(({ linkId }) => linkId)).toEqual([...ten.slice(1).map(({ linkId }) => linkId), 'link-1']);
  });
});

describe('C12 the slot of a link', () => {
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
