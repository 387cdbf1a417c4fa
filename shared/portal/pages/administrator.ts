import { html } from 'hono/html';
import { MOST_LINES } from '../../links/key-list.ts';
import type { LinkHead } from '../../links/link-head.ts';
import type { Capability, Organization } from '../../organizations/organization.ts';
import type { Activity } from '../../telemetry/activity.ts';
import { csrfField, type Html, type Page } from '../layout.ts';
import { formatMoment, type Language, type Words } from '../words.ts';
import { activityList } from './activity-list.ts';
import { connectionSection } from './administrator/connection.ts';
import { keyListForm } from './administrator/key-list.ts';
import { noticesSection, type WrongNotices } from './administrator/notices.ts';
import type { Subject } from './explanation.ts';
import { stateBadge } from './state-badge.ts';

/** What the administrator typed and what is wrong with it, so that nothing has to be typed again. */
export interface FieldError {
  readonly field: 'tenantId-contacts' | 'tenantId-mail' | 'apiKey' | 'keyList' | 'cardUrl';
  readonly message: string;
  readonly typed: string;
}

export interface AdministratorView {
  readonly language: Language;
  readonly words: Words;
  readonly csrfToken: string;
  readonly now: Date;
  readonly organization: Organization;
  /** The apps of the capabilities that are set up (PRODUCT A5). */
  readonly subjects: Readonly<Record<Capability, Subject | undefined>>;
  readonly heads: readonly LinkHead[];
  readonly activity: readonly Activity[];
  readonly egressIps: readonly string[];
  readonly mailIsSetUp: boolean;
  readonly wrongNotices?: WrongNotices | undefined;
  readonly error?: FieldError | undefined;
  readonly notice?: string | undefined;
}

/** The administrator's screen 「外部サービス連携」 > 「Microsoft 365」 (PRODUCT A1, A3, A5, A7, E1). */
export function administratorPage(view: AdministratorView): Page {
  const { words, notice } = view;
  return {
    title: `${words.organization.title} > ${words.microsoft365}`,
    content: html`
${notice === undefined ? '' : html`<p class="note good" role="status">${notice}</p>`}
${capabilitySection(view, 'contacts')}
${capabilitySection(view, 'mail')}
${keySection(view)}
${cardUrlSection(view)}
${noticesSection({ ...view, wrong: view.wrongNotices })}
${usersSection(view)}
${egressSection(view)}
${view.activity.length === 0 ? '' : html`<section><h2>${words.organization.activity}</h2>${activityList(words, view.language, view.activity)}<p><a href="/organization/microsoft-365/audit">${words.audit.all}</a></p></section>`}`,
  };
}

function capabilitySection(view: AdministratorView, capability: Capability): Html {
  const { language, words, csrfToken, now, organization, heads, error } = view;
  const field = `tenantId-${capability}`;
  const stopped = heads.filter(({ sync }) => sync.lastFailure?.code === 'consent-missing');
  return connectionSection({
    language,
    words,
    csrfToken,
    now,
    capability,
    connection: organization[capability],
    available: view.subjects[capability] !== undefined,
    subject: view.subjects[capability],
    affected: capability === 'contacts' ? stopped.length : 0,
    error: error?.field === field ? error : undefined,
  });
}

function keySection({ words, language, csrfToken, error }: AdministratorView): Html {
  const text = words.organization;
  const wrong = error?.field === 'apiKey' ? error : undefined;
  return html`<section><h2>${text.apiKeys}</h2>
<p>${text.apiKeysExplanation}</p>
<form method="post" action="/organization/microsoft-365/api-keys">
${csrfField(csrfToken)}
<label for="email">${text.email}</label>
<input type="email" id="email" name="email" required autocomplete="off" value="${wrong?.typed ?? ''}">
<label for="apiKey">${text.apiKey}</label>
<input type="password" id="apiKey" name="apiKey" required autocomplete="off" spellcheck="false"
 ${wrong === undefined ? '' : html`aria-invalid="true" aria-describedby="apiKey-error"`}>
${wrong === undefined ? '' : html`<p class="error" id="apiKey-error">${wrong.message}</p>`}
<p class="actions"><button>${text.register}</button></p>
</form>
${keyListForm(words, csrfToken, MOST_LINES, language, error?.field === 'keyList' ? error.message : undefined)}</section>`;
}

function cardUrlSection({ words, csrfToken, organization, error }: AdministratorView): Html {
  const text = words.organization;
  const wrong = error?.field === 'cardUrl' ? error : undefined;
  return html`<section><h2><label for="cardUrl">${text.cardUrl}</label></h2>
<p>${text.cardUrlExplanation}</p>
<form method="post" action="/organization/microsoft-365/card-url">
${csrfField(csrfToken)}
<input type="text" inputmode="url" id="cardUrl" name="cardUrl" autocomplete="off" spellcheck="false" value="${wrong?.typed ?? organization.cardUrlTemplate}"
 ${wrong === undefined ? '' : html`aria-invalid="true" aria-describedby="cardUrl-error"`}>
${wrong === undefined ? '' : html`<p class="error" id="cardUrl-error">${wrong.message}</p>`}
<p class="actions"><button>${words.save}</button></p>
</form></section>`;
}

function usersSection({ words, language, heads }: AdministratorView): Html {
  const text = words.organization;
  const shown = heads.filter((head) => head.state.name !== 'not-linked' || head.cardKey !== null);
  if (shown.length === 0) return html`<section><h2>${text.users}</h2><p>${text.noUsers}</p></section>`;
  return html`<section><h2>${text.users}</h2><div class="table stacked"><table>
<thead><tr><th scope="col">${text.user}</th><th scope="col">${text.state}</th><th scope="col">${text.cards}</th><th scope="col">${text.lastSuccess}</th></tr></thead>
<tbody>${shown.map(
    (head) => html`<tr>
<td data-label="${text.user}">${head.email}</td><td data-label="${text.state}">${stateBadge(words, head)}</td><td data-label="${text.cards}">${head.sync.counts?.cards ?? ''}</td>
<td data-label="${text.lastSuccess}">${head.sync.lastSuccess === null ? '' : formatMoment(head.sync.lastSuccess, language)}</td></tr>`,
  )}</tbody></table></div></section>`;
}

function egressSection({ words, egressIps }: AdministratorView): Html {
  if (egressIps.length === 0) return html``;
  const text = words.organization;
  return html`<section><h2>${text.outboundAddresses}</h2><p>${text.outboundAddressesHint}</p>
<ul>${egressIps.map((address) => html`<li><code>${address}</code></li>`)}</ul></section>`;
}

/** Asks before all links of the organization end (PRODUCT D2). */
export function disconnectPage(words: Words, csrfToken: string, capability: Capability, users: number): Page {
  const text = words.organization;
  return {
    title: text.disconnectTitle,
    content: html`<section>
<p>${capability === 'contacts' ? text.disconnectExplanation(users) : text.disconnectMail}</p>
<div class="actions"><form method="post" action="/organization/microsoft-365/${capability}/disconnect">${csrfField(csrfToken)}<button class="danger">${text.disconnectConfirm}</button></form>
<a class="button" href="/organization/microsoft-365">${words.cancel}</a></div>
</section>`,
  };
}
