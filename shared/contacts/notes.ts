import type { Card } from '../cards/card.ts';

const END_OF_BLOCK = '――― ここより下のメモは同期されません (Notes below this line are yours) ―――';

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
  const start = text.lastIndexOf('\n', Math.max(0, end - 2)) + 1;
  const above = text.slice(0, start).trim();
  const below = text.slice(end + END_OF_BLOCK.length).replace(/^\n/, '');
  return `${block}${above === '' ? '' : `${above}\n`}${below}`;
}

function cardUrl(card: Card, template: string): string {
  return template
    .replaceAll('{id}', encodeURIComponent(card.id))
    .replaceAll('{personId}', encodeURIComponent(card.personId))
    .replaceAll('{companyId}', encodeURIComponent(card.companyId));
}
