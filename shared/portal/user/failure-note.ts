import { html } from 'hono/html';
import type { HelpTopic } from '../../i18n/help-topics.ts';
import type { Words } from '../../i18n/words.ts';
import type { RunFailureCode } from '../../links/run-failure.ts';
import { type Html, helpAddress } from '../components/layout.ts';

/** The topics of the help page that say more. */
const HELP: Partial<Record<RunFailureCode, HelpTopic>> = {
  'key-refused': 'api-key',
  'no-mailbox': 'conditions',
  'consent-missing': 'approval-user',
  'folder-name-taken': 'folder-exists',
};

/** Why the sync fails, and who can solve it. */
export function failureNote(words: Words, code: RunFailureCode, tone: 'bad' | 'warn'): Html {
  const { text, who } = words.runFailures[code];
  const acts = html`<p class="hint">${words.labelled(words.problem.whoActs, words.problem.who[who])}</p>`;
  const more = html`<p><a href="${helpAddress(HELP[code] ?? 'contact')}">${words.help.more}</a></p>`;
  return html`<div class="note ${tone}"><p>${text}</p>${who === 'nobody' ? '' : html`${acts}${more}`}</div>`;
}
