import { everything } from '../cards/card-source.ts';
import { DAY } from '../clock.ts';
import type { DesiredContact } from '../contacts/desired-contact.ts';
import type { CardId } from '../ids.ts';
import type { Findings, ReadingInput } from './findings.ts';
import { digestOfCards, digestOfFolder, knownDigest } from './ledger-digest.ts';

/** Milliseconds after which the rows are read although nothing seems to have changed, which checks the digest. */
const CHECK_INTERVAL = 7 * DAY;

/**
 * Finds that there is nothing to do, without reading a row of the ledger: its digest is that of the listed cards and, if
 * the folder is listed, that of our contacts in it. `undefined`: they differ, or the rows are needed anyway. Fails as
 * `beginReading` and its reading do.
 */
export async function findUnchanged(input: ReadingInput): Promise<Findings | undefined> {
  const { source, contactOf, sync, due, folder, listOnce, now } = input;
  const known = knownDigest(sync, folder.lastAttempt);
  if (known === null || now.getTime() - Date.parse(known.checkedAt) >= CHECK_INTERVAL) return undefined;
  // What was asked for, what is unfinished, and what waits for a person or for time is decided row by row.
  if (due.repair || sync.rebuildAsked !== null || sync.unresolved !== null || sync.adopting) return undefined;
  if (sync.hold !== null || sync.absent !== null || sync.doubles > 0 || sync.progress !== null) return undefined;
  // A card that is parked is in neither digest, so that they do not show that it left.
  if (sync.parked > 0) return undefined;
  if (listOnce !== undefined && digestOfFolder(await listOnce()) !== known.contacts) return undefined;
  // A card that is updated while the pages are read appears twice; the later appearance counts.
  const listed = new Map<CardId, Pick<DesiredContact, 'cardId' | 'hash' | 'notesHash'>>();
  for await (const page of source.updatedIn(everything(now)))
    for (const { cardId, hash, notesHash } of page.map(contactOf)) listed.set(cardId, { cardId, hash, notesHash });
  if (digestOfCards(listed.values()) !== known.cards) return undefined;
  return {
    actions: [],
    beyond: 0,
    isWhole: true,
    held: undefined,
    waiting: [],
    kept: undefined,
    cards: listed.size,
    parked: undefined,
    window: {},
    learned: false,
    ledgerDigest: known,
    digestWrong: false,
    folder: listOnce === undefined ? undefined : { whole: true, postponed: 0, absent: null, doubles: 0, lookUps: 0 },
  };
}
