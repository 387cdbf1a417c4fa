import { describe, expect, test } from '@jest/globals';
import type { DesiredContact } from '../../../shared/contacts/desired-contact.ts';
import type { ListedContact } from '../../../shared/contacts/mailbox.ts';
import { mapCard } from '../../../shared/contacts/map-card.ts';
import { instant } from '../../../shared/ids.ts';
import type { LedgerRow } from '../../../shared/links/link.ts';
import { type FolderView, folderCollector, type ListedFolder } from '../../../shared/sync/folder-view.ts';
import {
  type Action,
  decideCard,
  decideCardWithFormer,
  decideDeparture,
  decideDepartures,
  decideDoubles,
  decideLeftovers,
  isWrite,
  newestFirst,
} from '../../../shared/sync/plan.ts';
import { ordinaryCard } from '../fixtures/cards.ts';
import { cardId, contactId, folderId, ledgerRow, STATES } from '../fixtures/links.ts';

const { linkId, folder } = STATES.linked;
const CARD = cardId('CARD-1');
const KNOWN = contactId('contact-of-CARD-1');
const OTHER_FOLDER = folderId('folder-0');

const desired: DesiredContact = {
  cardId: CARD,
  fields: mapCard(ordinaryCard(), 'as-printed'),
  leftOut: [],
  notes: 'notes',
  hash: 'hash',
  notesHash: 'notes-hash',
  registered: '2026-04-01T12:00:00+09:00',
};

let order = 0;
/** A contact in our folder, made after the one before it. */
function contact(
  id: string,
  stamp: { link?: string; attempt?: number; hash?: string; card?: string; version?: string } | undefined,
): ListedContact {
  order += 1;
  const { link = linkId, attempt = 1, hash = 'hash', card = CARD, version = 'version' } = stamp ?? {};
  return {
    id: contactId(id),
    createdAt: new Date(order * 1000).toISOString(),
    version,
    stamp: stamp && { linkId: link, attempt, hash, cardId: cardId(card) },
  };
}

/** Our folder as this run sees it; without contacts given, it was not listed. */
function view(...contacts: (ListedContact[] | never)[]): FolderView {
  const [listed] = contacts;
  return {
    folderId: folder.id,
    linkId,
    listed: listed && collect(listed),
    repair: false,
    retry: false,
    adopting: false,
    leftAlone: [],
    lastAttempt: 9,
  };
}

function collect(contacts: readonly ListedContact[], doubtful: readonly number[] = []): ListedFolder {
  const collector = folderCollector(linkId, doubtful);
  for (const each of contacts) collector.add([each]);
  return collector.collected();
}
const NOT_LISTED = view();
const EMPTY = view([]);
const WITH_IT = view([contact(KNOWN, {})]);

describe('C3, C4 a card that exists', () => {
  const create = (reason: string) => ({ kind: 'create', reason });
  const update = (id: string, rewriteNotes: boolean, reason: string, stamped?: string) => ({
    kind: 'update',
    contactId: id,
    attempt: 1,
    rewriteNotes,
    stamped,
    reason,
  });
  const changed = { hash: 'former' };

  test.each<[string, LedgerRow | undefined, FolderView, object | undefined]>([
    ['is new: it is created', undefined, NOT_LISTED, create('new-card')],
    ['is new, and the folder was listed: it is created', undefined, EMPTY, create('new-card')],
    ['is as it was: nothing', ledgerRow(), NOT_LISTED, undefined],
    ['is as it was, and there: nothing', ledgerRow(), WITH_IT, undefined],
    [
      'is as it was, but an older write landed after the newer one: it is written again',
      ledgerRow(),
      view([contact(KNOWN, { hash: 'older' })]),
      update(KNOWN, false, 'overtaken', 'older'),
    ],
    [
      'came back after its contact was kept: it is written',
      ledgerRow('CARD-1', { kept: true }),
      NOT_LISTED,
      update(KNOWN, false, 'card-changed'),
    ],
    [
      'was edited: it is written, the notes left alone',
      ledgerRow('CARD-1', changed),
      NOT_LISTED,
      update(KNOWN, false, 'card-changed'),
    ],
    [
      'was edited, and is there: it is written',
      ledgerRow('CARD-1', changed),
      WITH_IT,
      update(KNOWN, false, 'card-changed', 'hash'),
    ],
    [
      'has another address: the notes too',
      ledgerRow('CARD-1', { notesHash: 'former' }),
      NOT_LISTED,
      update(KNOWN, true, 'card-changed'),
    ],
    ['was deleted in Outlook: it is created anew', ledgerRow(), EMPTY, create('contact-missing')],
    [
      'was created without our hearing of it: that contact is adopted',
      undefined,
      view([contact('lost', {})]),
      update('lost', true, 'found-by-stamp', 'hash'),
    ],
    [
      'was created twice without our hearing of it: the older is adopted',
      undefined,
      view([contact('older', {}), contact('newer', {})]),
      update('older', true, 'found-by-stamp', 'hash'),
    ],
    [
      'is elsewhere than the ledger says: it is adopted',
      ledgerRow(),
      view([contact('moved', {})]),
      update('moved', true, 'found-by-stamp', 'hash'),
    ],
    [
      'has a contact of another link there: it is created',
      undefined,
      view([contact('theirs', { link: 'link-0' })]),
      create('new-card'),
    ],
    ['has a copy beside its contact: nothing', ledgerRow(), view([contact(KNOWN, {}), contact('copy', {})]), undefined],
    [
      'was in another folder: it is created in this one',
      ledgerRow('CARD-1', { folderId: OTHER_FOLDER, ...changed }),
      NOT_LISTED,
      create('new-folder'),
    ],
    [
      'was in a folder that is gone: it is created in the new one',
      ledgerRow('CARD-1', { folderId: OTHER_FOLDER }),
      EMPTY,
      create('new-folder'),
    ],
    [
      'was refused before: nothing',
      ledgerRow('CARD-1', { contactId: null, parked: 'ErrorInvalidProperty' }),
      NOT_LISTED,
      undefined,
    ],
    [
      'was given up without a clear answer: nothing yet',
      ledgerRow('CARD-1', { contactId: null, parked: 'unsettled' }),
      NOT_LISTED,
      undefined,
    ],
    [
      'was given up, and a regular sweep is due: it is created',
      ledgerRow('CARD-1', { contactId: null, parked: 'unsettled' }),
      { ...NOT_LISTED, retry: true },
      create('tried-again'),
    ],
    [
      'was given up as an update, and a regular sweep is due: it is written, with its notes',
      ledgerRow('CARD-1', { parked: 'unsettled' }),
      { ...NOT_LISTED, retry: true },
      update(KNOWN, true, 'tried-again'),
    ],
    [
      'was given up, and its contact is there after all: that is adopted',
      ledgerRow('CARD-1', { contactId: null, parked: 'unsettled' }),
      { ...view([contact('lost', {})]), retry: true },
      update('lost', true, 'found-by-stamp', 'hash'),
    ],
    [
      'was given up as an update, and its contact was deleted since: it is created',
      ledgerRow('CARD-1', { parked: 'unsettled' }),
      EMPTY,
      create('tried-again'),
    ],
    [
      'was refused as an update, and its contact was deleted since: it is created',
      ledgerRow('CARD-1', { parked: 'ErrorInvalidProperty' }),
      EMPTY,
      create('tried-again'),
    ],
    [
      'was refused before, and is to be tried again: it is',
      ledgerRow('CARD-1', { contactId: null, parked: 'ErrorInvalidProperty' }),
      { ...NOT_LISTED, retry: true },
      create('tried-again'),
    ],
    [
      'was refused before, and a person asked for a rebuild: it is created',
      ledgerRow('CARD-1', { contactId: null, parked: 'ErrorInvalidProperty' }),
      { ...EMPTY, repair: true },
      create('tried-again'),
    ],
    [
      'was refused, and a create that was thought lost has landed: the ledger learns of it',
      ledgerRow('CARD-1', { contactId: null, attempt: 9, parked: 'ErrorInvalidProperty' }),
      view([contact('lost', { attempt: 4 })]),
      {
        kind: 'record',
        row: ledgerRow('CARD-1', { contactId: contactId('lost'), attempt: 4, parked: 'ErrorInvalidProperty' }),
        reason: 'found-by-stamp',
      },
    ],
    [
      'was refused as an update, and has a copy: nothing',
      ledgerRow('CARD-1', { parked: 'ErrorInvalidProperty' }),
      view([contact('copy', {}), contact(KNOWN, {})]),
      undefined,
    ],
    [
      'has an older copy with other content beside its contact: nothing',
      ledgerRow(),
      view([contact('copy', { hash: 'older' }), contact(KNOWN, {})]),
      undefined,
    ],
    [
      'has a contact whose stamp is gone: it is written again',
      ledgerRow(),
      view([contact(KNOWN, undefined)]),
      update(KNOWN, false, 'overtaken'),
    ],
    [
      'was refused, and edited since: it is tried again',
      ledgerRow('CARD-1', { contactId: null, parked: 'ErrorInvalidProperty', ...changed }),
      NOT_LISTED,
      create('parked-card-changed'),
    ],
    [
      'was refused as an update, and edited since: it is tried again',
      ledgerRow('CARD-1', { parked: 'ErrorInvalidProperty', ...changed }),
      NOT_LISTED,
      update(KNOWN, false, 'card-changed'),
    ],
  ])('%s', (_, row, seen, action) => {
    const wanted = action !== undefined && 'row' in action ? action : action && { desired, ...action };
    expect(decideCard(desired, row, seen)).toEqual(wanted);
  });
});

describe('C6 actions of a plan', () => {
  test('writes of contacts are told from what comes after them', () => {
    const row = ledgerRow();
    const actions: Action[] = [
      { kind: 'create', desired, reason: 'new-card' },
      { kind: 'update', desired, contactId: KNOWN, attempt: 1, rewriteNotes: false, reason: 'card-changed' },
      { kind: 'remove', cardId: CARD, contactId: KNOWN, reason: 'card-left' },
      { kind: 'forget', cardId: CARD, reason: 'card-left' },
      { kind: 'record', row, reason: 'kept-by-person' },
    ];
    expect(actions.map(isWrite)).toEqual([true, true, false, false, false]);
  });
});

describe('C14 the ledger row of a card remembers the attempts of contacts that left', () => {
  const edited = { hash: 'former hash' };
  const twenty = Array.from({ length: 20 }, (_, nth) => nth + 100);
  const taken = { ...view([contact('one', { attempt: 3 }), contact('two', { attempt: 4 })]), adopting: true };

  test.each<[string, LedgerRow | undefined, FolderView, readonly number[] | undefined]>([
    ['of a contact that is gone', ledgerRow('CARD-1', { attempt: 5 }), EMPTY, [5]],
    ['after those of before', ledgerRow('CARD-1', { attempt: 5, former: [1, 2] }), EMPTY, [1, 2, 5]],
    ['but of one that is there: none', ledgerRow('CARD-1', { ...edited, attempt: 5 }), WITH_IT, undefined],
    ['beside one that is there', ledgerRow('CARD-1', { ...edited, former: [1] }), WITH_IT, [1]],
    ['but of one that never was: none', ledgerRow('CARD-1', { ...edited, contactId: null }), EMPTY, undefined],
    ['for a new card: none', undefined, EMPTY, undefined],
    ['of all contacts of a folder that is taken over', undefined, taken, [3, 4]],
    [
      'of a taken folder that knows the card already: none',
      ledgerRow('CARD-1', { ...edited, contactId: contactId('one') }),
      taken,
      undefined,
    ],
    ['twenty of them', ledgerRow('CARD-1', { attempt: 5, former: twenty }), EMPTY, [...twenty.slice(1), 5]],
  ])('%s', (_, row, seen, former) => {
    const action = decideCardWithFormer(desired, row, seen);
    expect(action?.kind === 'create' || action?.kind === 'update' ? action.former : 'no write').toEqual(former);
  });

  test('nothing is added where nothing is written', () => {
    expect(decideCardWithFormer(desired, ledgerRow(), NOT_LISTED)).toBeUndefined();
    const parked = ledgerRow('CARD-1', { contactId: null, parked: 'x', former: [1] });
    expect(decideCardWithFormer(desired, parked, WITH_IT)).toMatchObject({ kind: 'record', row: { former: [1] } });
  });
});

describe('C6 cards that left together', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, nth) => ledgerRow(`CARD-${nth}`));
  const gone = ledgerRow('CARD-X', { contactId: null, parked: 'x' });
  const some = [...rows(3), gone];
  const forgotten = { kind: 'forget', cardId: cardId('CARD-X'), reason: 'card-left' };
  const hold = { removals: 4, of: 4, since: instant(0), decision: null };
  const kinds = (actions: readonly Action[]) => actions.map(({ kind }) => kind);

  test('go where they are few', () => {
    const { actions, held, kept } = decideDepartures(some, { rows: 100, listed: 96 }, null, NOT_LISTED);
    expect(kinds(actions)).toEqual(['remove', 'remove', 'remove', 'forget']);
    expect(actions[0]).toEqual({
      kind: 'remove',
      cardId: cardId('CARD-0'),
      contactId: ledgerRow('CARD-0').contactId,
      reason: 'card-left',
    });
    expect([held, kept]).toEqual([[], 0]);
  });

  test('are held where that looks wrong, but for rows without a contact', () => {
    const { actions, held, kept } = decideDepartures(some, { rows: 4, listed: 0 }, null, NOT_LISTED);
    expect(actions).toEqual([forgotten]);
    expect([held.map((removal) => removal.cardId), kept]).toEqual([rows(3).map((row) => row.cardId), 0]);
  });

  test("go on a person's word, or stay as the person's", () => {
    const applied = decideDepartures(some, { rows: 4, listed: 0 }, { ...hold, decision: 'apply' }, NOT_LISTED);
    expect([kinds(applied.actions), applied.held, applied.kept]).toEqual([
      ['remove', 'remove', 'remove', 'forget'],
      [],
      0,
    ]);
    const left = decideDepartures(some, { rows: 4, listed: 0 }, { ...hold, decision: 'keep' }, NOT_LISTED);
    const record = (row: LedgerRow) => ({
      kind: 'record',
      row: { ...row, parked: null, kept: true },
      reason: 'kept-by-person',
    });
    expect([left.actions, left.held, left.kept]).toEqual([[...rows(3).map(record), forgotten], [], 3]);
  });

  test('are held again where there are more than the person was shown', () => {
    const shown = { ...hold, removals: 3, decision: 'apply' } as const;
    expect(decideDepartures(some, { rows: 4, listed: 0 }, shown, NOT_LISTED).held).toHaveLength(3);
  });
});

describe('C14 a second contact of a card', () => {
  const inUse = new Map([[CARD, KNOWN]]);
  const used = contact(KNOWN, { attempt: 5 });
  const second = contact('second', { attempt: 6 });
  const doubles = (contacts: ListedContact[], former: readonly number[] = [], unresolved: readonly number[] = []) =>
    decideDoubles(view(contacts), inUse, () => former, unresolved).map((double) => double.contactId);

  test('of another attempt is ours', () => {
    expect(decideDoubles(view([used, second]), inUse, () => [], [])).toEqual([
      { kind: 'remove', cardId: CARD, contactId: contactId('second'), inUse: KNOWN, leftAlone: [], reason: 'double' },
    ]);
  });

  test.each<[string, ListedContact[], readonly number[], readonly number[]]>([
    ['of the attempt of the one in use, which a person copied', [used, contact('copy', { attempt: 5 })], [], []],
    ['of a former attempt, which a person brought back', [used, second], [6], []],
    ['of an attempt that is in doubt', [used, second], [], [6]],
    ['beside another of its attempt', [used, second, contact('third', { attempt: 6 })], [], []],
    ['where the one in use is not seen', [second, contact('third', { attempt: 7 })], [], []],
    ['that is the only one', [used], [], []],
  ])('stays: %s', (_, contacts, former, unresolved) => {
    expect(doubles(contacts, former, unresolved)).toEqual([]);
  });

  test('is not looked for where the folder is not listed', () => {
    expect(decideDoubles(NOT_LISTED, inUse, () => [], [])).toEqual([]);
  });

  test('is each one among several', () => {
    expect(doubles([used, second, contact('third', { attempt: 7 })])).toEqual(['second', 'third']);
  });
});

describe('C6 a card that left', () => {
  const remove: Action = { kind: 'remove', cardId: CARD, contactId: KNOWN, reason: 'card-left' };
  const forget: Action = { kind: 'forget', cardId: CARD, reason: 'card-left' };

  test.each<[string, LedgerRow, FolderView, Action]>([
    ['takes its contact with it', ledgerRow(), NOT_LISTED, remove],
    ['takes its contact with it, where that is seen', ledgerRow(), WITH_IT, remove],
    [
      'takes its contact with it, although its last change was refused',
      ledgerRow('CARD-1', { parked: 'x' }),
      NOT_LISTED,
      remove,
    ],
    ['is forgotten where a person removed the contact, or moved it away', ledgerRow(), EMPTY, forget],
    [
      'is forgotten where its contact is in a folder that is gone',
      ledgerRow('CARD-1', { folderId: OTHER_FOLDER }),
      NOT_LISTED,
      forget,
    ],
    [
      'is forgotten where it was never written',
      ledgerRow('CARD-1', { contactId: null, parked: 'x' }),
      NOT_LISTED,
      forget,
    ],
  ])('%s', (_, row, seen, action) => {
    expect(decideDeparture(row, seen)).toEqual(action);
  });
});

describe('C9 second contacts of one card', () => {
  const used = new Map([[CARD, KNOWN]]);

  test.each<[string, FolderView, ReadonlyMap<typeof CARD, typeof KNOWN>, number[], string[]]>([
    ['are not looked for without a listing', NOT_LISTED, used, [1], []],
    [
      'go when an unresolved attempt made them',
      view([contact(KNOWN, {}), contact('second', { attempt: 2 })]),
      used,
      [2],
      ['second'],
    ],
    [
      'go also when they are older than the one in use',
      view([contact('second', { attempt: 2 }), contact(KNOWN, { attempt: 2 })]),
      used,
      [2],
      ['second'],
    ],
    ['stay when a person copied them', view([contact(KNOWN, {}), contact('copy', {})]), used, [], []],
    [
      'stay when a person copied them from an older attempt',
      view([contact(KNOWN, {}), contact('copy', {})]),
      used,
      [2],
      [],
    ],
    [
      'go but for the oldest when none is in use',
      view([contact('one', {}), contact('two', {}), contact('three', {})]),
      new Map(),
      [1],
      ['two', 'three'],
    ],
    [
      'stay when they are of another link',
      view([contact(KNOWN, {}), contact('theirs', { link: 'link-0' })]),
      used,
      [1],
      [],
    ],
    ['stay without our mark', view([contact(KNOWN, {}), contact('by hand', undefined)]), used, [1], []],
  ])('%s', (_, seen, inUse, unresolved, leaving) => {
    expect(decideLeftovers(seen, inUse, new Set([CARD]), unresolved)).toEqual(
      leaving.map((id) => ({ kind: 'remove', cardId: CARD, contactId: id, reason: 'stray' })),
    );
  });
});

describe('C9 a contact that a lost attempt left, of a card that is not listed', () => {
  const nobody = new Set<typeof CARD>();

  test('is taken into the ledger, so that it leaves like any other', () => {
    const left = contact('left', { attempt: 2, hash: 'then' });
    const row = { ...ledgerRow(), contactId: left.id, attempt: 2, hash: 'then', notesHash: '', version: null };
    expect(decideLeftovers(view([left]), new Map(), nobody, [2])).toEqual([
      { kind: 'record', row, reason: 'found-by-stamp' },
    ]);
  });

  test('stays as it is when it has a row', () => {
    const used = new Map([[CARD, contactId('left')]]);
    expect(decideLeftovers(view([contact('left', { attempt: 2 })]), used, nobody, [2])).toEqual([]);
  });

  test('is the only one that stays, until then', () => {
    const both = [contact('one', { attempt: 2 }), contact('two', { attempt: 2 })];
    expect(decideLeftovers(view(both), new Map(), nobody, [2])).toMatchObject([
      { kind: 'record', row: { contactId: 'one' } },
      { kind: 'remove', contactId: 'two', reason: 'stray' },
    ]);
  });
});

describe('C9 contacts of later attempts than the ledger knows of, since the database was put back', () => {
  const both = [contact('one', { attempt: 10 }), contact('two', { attempt: 10 })];

  test('are taken into the ledger when their card is gone, and a copy stays', () => {
    expect(decideLeftovers(view(both), new Map(), new Set(), [])).toMatchObject([
      { kind: 'record', row: { contactId: 'one', attempt: 10 }, reason: 'found-by-stamp' },
    ]);
    expect(decideLeftovers(view([contact('known', { attempt: 9 })]), new Map(), new Set(), [])).toEqual([]);
  });

  test('are used for their card when that is there', () => {
    expect(decideCard(desired, undefined, view(both))).toMatchObject({ kind: 'update', contactId: 'one' });
    expect(decideLeftovers(view(both), new Map(), new Set([CARD]), [])).toEqual([]);
  });
});

describe('B3 a folder that was taken over', () => {
  const nobody = new Set<typeof CARD>();
  const both = [contact('one', { attempt: 1 }), contact('two', { attempt: 2 })];
  const taken = { ...view(both), adopting: true };
  const adopted = { kind: 'record', row: { contactId: 'one', attempt: 1 }, reason: 'found-by-stamp' };

  test('gives the ledger the oldest contact of a card that is gone, and leaves the copies', () => {
    expect(decideLeftovers(taken, new Map(), nobody, [])).toMatchObject([adopted]);
  });

  test('loses what the earlier link may have made twice', () => {
    const stray = { kind: 'remove', contactId: 'two', reason: 'stray' };
    expect(decideLeftovers(taken, new Map(), nobody, [2])).toMatchObject([adopted, stray]);
  });

  test('uses what the earlier link was certain of, though what it may have made twice is older', () => {
    const certain = { ...view(), adopting: true, listed: collect(both, [1]) };
    expect(decideCard(desired, undefined, certain)).toMatchObject({ kind: 'update', contactId: 'two' });
    expect(decideLeftovers(certain, new Map([[CARD, contactId('two')]]), new Set([CARD]), [1])).toMatchObject([
      { kind: 'remove', contactId: 'one', reason: 'stray' },
    ]);
    expect(decideLeftovers(certain, new Map(), nobody, [1])).toMatchObject([
      { kind: 'record', row: { contactId: 'two' } },
      { kind: 'remove', contactId: 'one', reason: 'stray' },
    ]);
  });

  test('keeps the contact of a card that is there, whose update takes it into the ledger', () => {
    expect(decideLeftovers(taken, new Map(), new Set([CARD]), [])).toEqual([]);
    expect(decideCard(desired, undefined, taken)).toMatchObject({ kind: 'update', contactId: 'one' });
  });

  test('keeps contacts of others, whatever their stamp', () => {
    const others = [contact('theirs', undefined), contact('of another link', { link: 'link-0' })];
    expect(decideLeftovers({ ...view(others), adopting: true }, new Map(), nobody, [])).toEqual([]);
  });
});

describe('C8 a contact that was edited in Outlook', () => {
  const edited = [contact(KNOWN, { version: 'edited' })];

  test('stays as it is until its card changes', () => {
    expect(decideCard(desired, ledgerRow(), view(edited))).toBeUndefined();
  });

  test('is written again, notes and all, when a person asked for that', () => {
    const place = { desired, contactId: KNOWN, attempt: 1 };
    const update = { kind: 'update', ...place, rewriteNotes: true, stamped: 'hash', reason: 'altered' };
    expect(decideCard(desired, ledgerRow(), { ...view(edited), repair: true })).toEqual(update);
    expect(decideCard(desired, ledgerRow(), { ...WITH_IT, repair: true })).toBeUndefined();
  });
});

describe('C2 the view of a folder', () => {
  test('knows every contact, and those with our mark by card, oldest first', () => {
    const same = new Date(0).toISOString();
    const contacts = [
      contact('late', { attempt: 7 }),
      contact('by hand', undefined),
      contact('theirs', { link: 'link-0' }),
      { ...contact('b', { attempt: 3 }), createdAt: same },
      { ...contact('a', { attempt: 4 }), createdAt: same },
      contact('other card', { card: 'CARD-2' }),
    ];
    const { ids, byCard } = collect(contacts);
    expect([...ids].sort()).toEqual(['a', 'b', 'by hand', 'late', 'other card', 'theirs']);
    expect(Object.fromEntries(byCard)).toMatchObject({
      'CARD-1': [
        { id: 'a', attempt: 4 },
        { id: 'b', attempt: 3 },
        { id: 'late', attempt: 7 },
      ],
      'CARD-2': [{ id: 'other card', attempt: 1, hash: 'hash', version: 'version' }],
    });
  });
});

describe('B2 the order of cards', () => {
  test('the newest cards come first, in one order only', () => {
    const cards = [
      ['b', '2026-04-01'],
      ['undated', ''],
      ['a', '2026-04-01'],
      ['new', '2026-04-02'],
    ].map(([id = '', registered = '']): DesiredContact => ({ ...desired, cardId: cardId(id), registered }));
    for (const some of [cards, cards.toReversed()]) {
      expect(some.toSorted(newestFirst).map((card) => card.cardId)).toEqual(['new', 'a', 'b', 'undated']);
    }
  });
});
