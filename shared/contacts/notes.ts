import type { Card } from '../cards/card.ts';

const END_OF_BLOCK = '――― ここより下のメモは同期されません (Notes below this line are yours) ―――';
/** Our line, at the end of what stands above the end of the block. Any other line there is a person's. */
const OUR_LINE = /(?:^|\n)Sansan (?:名刺ID|の名刺): [^\n]*\n?$/;

/**
 * Our part of a contact's notes: where the card is (PRODUCT C5). `template` is the organization's address of a card's
 * detail page with `{id}`, `{personId}` or `{companyId}`; without one the card's id stands there.
 */
export function notesBlock(card: Card, template: string | undefined): string {
  const line = template === undefined ? `Sansan 名刺ID: ${card.id}` : `Sansan の名刺: ${cardUrl(card, template)}`;
  return `${line}\n${END_OF_BLOCK}\n`;
}

/** The notes with our block brought up to date. What a person wrote outside the block stays, below it. */
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
