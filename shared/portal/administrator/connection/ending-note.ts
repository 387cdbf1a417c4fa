import { html } from 'hono/html';
import type { Words } from '../../../i18n/words.ts';
import type { Language } from '../../../language.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { type FlashMessage, ownNote } from '../../components/flash-message.ts';
import type { Html } from '../../components/layout.ts';
import { tellingMoment } from '../../components/moment.ts';
import { TABS } from '../administrator-screen.ts';

export interface Ending {
  readonly words: Words;
  readonly language: Language;
  readonly organization: Pick<Organization, 'ended' | 'contacts' | 'mail'>;
  /** Number of links that have ended and are not cleaned up yet. */
  readonly ending: number;
}

/**
 * Progress and completion of the clean-up after a disconnect (PRODUCT D2); empty once there is a new connection or
 * request.
 */
export function endingNote({
  words,
  language,
  organization,
  ending,
  flash,
}: Ending & { readonly flash?: FlashMessage | undefined }): Html {
  const { ended, contacts } = organization;
  if (ended === null) return html``;
  const text = words.administrator;
  if (ending > 0) {
    const { done, total } = progressOf(ended, ending);
    return html`<div class="note" ${ownNote(flash)}><p id="pace">${text.endingProgress(done, total)}</p>
<progress id="progress" value="${done}" max="${total}" aria-label="${text.endingTitle}"></progress>
<noscript><p><a href="${TABS.connection}">${words.settings.refresh}</a></p></noscript></div>`;
  }
  return contacts.state !== 'off'
    ? html``
    : html`<p class="note good" ${ownNote(flash)}>${tellingMoment((at) => text.endingDone(ended.links, at), ended.at, language)}</p>`;
}

/**
 * Progress of the clean-up. Links that their users ended count while they are cleaned up, so `ending` may exceed the
 * links that the disconnect ended.
 */
export function progressOf({ links }: NonNullable<Organization['ended']>, ending: number) {
  const total = Math.max(links, ending);
  return { done: total - ending, total };
}
