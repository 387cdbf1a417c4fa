import { html } from 'hono/html';
import type { Capability } from '../../../organizations/organization.ts';
import { csrfField, type Page } from '../../layout.ts';
import type { Words } from '../../words.ts';
import { TABS } from './screen.ts';

/** Asks before all links of the organization end (PRODUCT D2). */
export function disconnectPage(words: Words, csrfToken: string, capability: Capability, users: number): Page {
  const text = words.organization;
  return {
    title: text.disconnectTitle,
    content: html`<section>
<p>${capability === 'contacts' ? text.disconnectExplanation(users) : text.disconnectMail}</p>
<div class="actions"><form method="post" action="${TABS.connection}/${capability}/disconnect">${csrfField(csrfToken)}<button class="danger">${capability === 'contacts' ? text.disconnectConfirm : text.disconnectMailConfirm}</button></form>
<a class="button" href="${TABS.connection}">${words.cancel}</a></div>
</section>`,
  };
}
