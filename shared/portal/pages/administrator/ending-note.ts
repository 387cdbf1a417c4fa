import { html } from 'hono/html';
import type { Organization } from '../../../organizations/organization.ts';
import type { Html } from '../../layout.ts';
import type { Words } from '../../words.ts';
import { TABS } from './screen.ts';

/** How far the tidying after a disconnect is (PRODUCT D2); nothing once it is done. */
export function endingNote(
  words: Words,
  tab: 'connection' | 'users',
  { ended }: Pick<Organization, 'ended'>,
  ending: number,
): Html {
  if (ended === null || ending === 0) return html``;
  const text = words.administrator;
  // A link that its own user ended counts as well while it is tidied up, so there may be more than the disconnect ended.
  const total = Math.max(ended.links, ending);
  return html`<div class="note" role="status"><p>${text.endingProgress(total - ending, total)}</p>
<progress value="${total - ending}" max="${total}" aria-label="${text.endingTitle}"></progress>
<p><a href="${TABS[tab]}">${words.settings.refresh}</a></p></div>`;
}
