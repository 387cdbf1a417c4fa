import { readFile } from 'node:fs/promises';
import type { BizCard } from './biz-card.ts';
import { readVcards } from './vcards/vcards.ts';
import { FIRST_USER, INHABITANTS, ownerIdOf } from './world.ts';

/** Cards read from a file, and the parts that could not be read. */
interface CardFile {
  readonly cards: readonly BizCard[];
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}

/** Reads a vCard file for the first user. */
export async function readCardFile(path: string): Promise<CardFile> {
  const owner = INHABITANTS.find(({ id }) => id === FIRST_USER);
  return readVcards(await readFile(path), {
    ownerId: ownerIdOf(FIRST_USER),
    ownerName: owner?.name ?? '',
    now: new Date(),
  });
}
