import { html } from 'hono/html';
import type { LinkHead } from '../../links/link-head.ts';
import type { Html } from '../layout.ts';
import type { Words } from '../words.ts';

const COLOUR: Readonly<Record<LinkHead['state']['name'], string>> = {
  'not-linked': '',
  linking: 'warn',
  linked: 'good',
  'reconnect-needed': 'bad',
  unlinking: 'warn',
};

/** The state of a link as a coloured word; the word alone says it all. */
export function stateBadge(words: Words, { state }: Pick<LinkHead, 'state'>): Html {
  return html`<span class="badge ${COLOUR[state.name]}">${words.settings.state[state.name]}</span>`;
}
