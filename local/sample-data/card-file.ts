import { readFile } from 'node:fs/promises';
import type { BizCard } from './biz-card.ts';
import { readVcards } from './vcards/vcards.ts';
import { FIRST_USER, INHABITANTS, ownerIdOf } from './world.ts';

/** Cards read from a file, and the parts that could not be read. */
interface CardFile {
  readonly cards: readonly BizCard[];
  readonly problems: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * Reads a vCard file for the first user. The encoding is UTF-8, else Shift_JIS, which Japanese phones and programs
 * write.
 */
export async function readCardFile(path: string): Promise<CardFile> {
  const owner = INHABITANTS.find(({ id }) => id === FIRST_USER);
  const text = decode(await readFile(path));
  return readVcards(text, { ownerId: ownerIdOf(FIRST_USER), ownerName: owner?.name ?? '', now: new Date() });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('shift_jis').decode(bytes);
  }
}
