import type { Card } from '../cards/card.ts';

const END_OF_BLOCK = '――― ここより下のメモは同期されません (Notes below this line are yours) ―――';
/**
 * The end of the block as editors leave it: other dashes, spaces that do not break, the line wrapped at a space
 * (inferred: Outlook's clients rewrite notes as rich text).
 */
const END_AS_FOUND =
  /[-‐-―─━ー]+\s*ここより下のメモは同期されません\s*\(Notes\s+below\s+this\s+line\s+are\s+yours\)\s*[-‐-―─━ー]+/;
/**
 * The line that we write, as the last one above the end of the block but for blank ones. All other lines are the
 * person's.
 */
const OUR_LINE = /(?:^|\n)Sansan\s(?:名刺ID|の名刺):\s[^\n]*\s*$/;

/**
 * Our block in a contact's notes, with the way to the card (PRODUCT C5). `template` is the organization's address of a
 * card's detail page with `{id}`, `{personId}` or `{companyId}`; without one the block holds the card id.
 */
export function notesBlock(card: Card, template: string | undefined): string {
  const line = template === undefined ? `Sansan 名刺ID: ${card.id}` : `Sansan の名刺: ${cardUrl(card, template)}`;
  return `${line}\n${END_OF_BLOCK}\n`;
}

/** Whether the notes contain this very block. It may stand anywhere, and the line end after it may be missing. */
export function holdsNotesBlock(notes: string, block: string): boolean {
  return notes.replaceAll('\r\n', '\n').includes(block.trimEnd());
}

/** Replaces our block in the notes. Text that the person wrote outside the block is kept below it. */
export function replaceNotesBlock(notes: string, block: string): string {
  const text = notes.replaceAll('\r\n', '\n');
  const end = END_AS_FOUND.exec(text);
  if (end === null) return text === '' ? block : `${block}${text}`;
  const above = text.slice(0, end.index).replace(OUR_LINE, '').trim();
  const below = text.slice(end.index + end[0].length).replace(/^\n/, '');
  return `${block}${above === '' ? '' : `${above}\n`}${below}`;
}

function cardUrl(card: Card, template: string): string {
  return template
    .replaceAll('{id}', inUrl(card.id))
    .replaceAll('{personId}', inUrl(card.personId))
    .replaceAll('{companyId}', inUrl(card.companyId));
}

function inUrl(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
