import { everything } from '../cards/card-source.ts';
import type { DesiredContact } from '../contacts/desired-contact.ts';
import { judgeAll } from './all-cards.ts';
import { type CardReading, nothingToRead, readCards } from './card-reading.ts';
import { judgeChanges } from './changed-cards.ts';
import type { ReadingInput } from './findings.ts';
import { findUnchanged } from './unchanged-sweep.ts';
import { OVERLAP } from './what-is-due.ts';

/**
 * Begins to read the cards and to decide what to do. Changes nothing: a run applies the findings, the preview shows
 * them. Fails with `MailboxFailure`; the reading fails with `CardSourceFailure` when the listing does not end properly,
 * and then nothing may be concluded from what it lacks.
 */
export async function beginReading(input: ReadingInput): Promise<CardReading> {
  const { source, contactOf, sync, due, now, most } = input;
  // Without a limit, a long run was sent because there is much to write, which the digests would only confirm, or a
  // preview shows all of it.
  const unchanged = due.sweep && Number.isFinite(most) ? await findUnchanged(input) : undefined;
  if (unchanged !== undefined) return nothingToRead(unchanged);
  const from = new Date(Date.parse(sync.cursor ?? now.toISOString()) - OVERLAP);
  const judge = due.sweep ? await judgeAll(input) : judgeChanges(input);
  const pages = source.updatedIn(due.sweep ? everything(now) : { from, to: now });
  return readCards(contactsOf(pages, contactOf), judge, input);
}

async function* contactsOf(
  pages: ReturnType<ReadingInput['source']['updatedIn']>,
  contactOf: ReadingInput['contactOf'],
): AsyncGenerator<readonly DesiredContact[]> {
  for await (const cards of pages) yield cards.map(contactOf);
}
