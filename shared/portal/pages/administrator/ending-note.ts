import { html } from 'hono/html';
import type { Organization } from '../../../organizations/organization.ts';
import type { Html } from '../../layout.ts';
import { formatMoment, type Language, type Words } from '../../words.ts';
import { AT_REST, type LiveState, quarters, WHILE_MOVING } from '../live.ts';
import { TABS } from './screen.ts';

interface Ending {
  readonly words: Words;
  readonly language: Language;
  readonly organization: Pick<Organization, 'ended' | 'contacts'>;
  /** Links that have ended and are not tidied up yet. */
  readonly ending: number;
}

/** How far the tidying after a disconnect is, and that it is done (PRODUCT D2); nothing once there is a new connection. */
export function endingNote({ words, language, organization, ending }: Ending): Html {
  const { ended, contacts } = organization;
  if (ended === null) return html``;
  const text = words.administrator;
  if (ending > 0) {
    const { done, total } = progressOf(ended, ending);
    return html`<div class="note"><p id="pace">${text.endingProgress(done, total)}</p>
<progress id="progress" value="${done}" max="${total}" aria-label="${text.endingTitle}"></progress>
<noscript><p><a href="${TABS.connection}">${words.settings.refresh}</a></p></noscript></div>`;
  }
  return contacts.state === 'connected'
    ? html``
    : html`<p class="note good">${text.endingDone(ended.links, formatMoment(ended.at, language))}</p>`;
}

/** The same, for a page that is open; `undefined` when nothing moves and nothing did. */
export function endingState({ words, organization: { ended }, ending }: Ending): LiveState | undefined {
  if (ended === null) return undefined;
  const text = words.administrator;
  const moving = ending > 0;
  const progress = progressOf(ended, ending);
  return {
    version: moving ? 'ending' : 'ended',
    says: moving ? text.endingAt(quarters(progress)) : text.endingOver,
    every: moving ? WHILE_MOVING : AT_REST,
    moving,
    well: !moving,
    progress: moving ? { ...progress, text: text.endingProgress(progress.done, progress.total) } : null,
  };
}

/** A link that its own user ended counts as well while it is tidied up, so there may be more than the disconnect ended. */
function progressOf({ links }: NonNullable<Organization['ended']>, ending: number) {
  const total = Math.max(links, ending);
  return { done: total - ending, total };
}
