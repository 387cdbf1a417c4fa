import type { Card } from '../cards/card.ts';

const END_OF_BLOCK = '――― ここより下のメモは同期されません (Notes below this line are yours) ―――';
/** The line that we write, as the last line above the end marker of the block. All other lines are the person's. */
const OUR_LINE = /(?:^|\n)Sansan (?:名刺ID|の名刺): [^\n]*\n?$/;

/**
 * Our block in a contact's notes, with the way to the card (PRODUCT C5). `template` is the organization's address of a
 * card's detail page with `{id}`, `{personId}` or `{companyId}`; without one the block holds the card id.
 */
export function notesBlock(card: Card, template: string | undefined): string {
  const line = template === undefined ? `Sansan 名刺ID: ${card.id}` : `Sansan の名刺: ${cardUrl(card, template)}`;
  return `${line}\n${END_OF_BLOCK}\n`;
}

/** Replaces our block in the notes. Text that the person wrote outside the block is kept below it. */
export function replaceNotesBlock(notes: string, block: string): string {
  const text = notes.replaceAll('\r\n', '\n');
  const end = text.indexOf(END_OF_BLOCK);
  if (end < 0) return text === '' ? block : `${block}${text}`;
  const above = text.slice(0, end).replace(OUR_LINE, '').trim();
  const below = text.slice(end + END_OF_BLOCK.length).replace(/^\n/, '');
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
