import { html } from 'hono/html';
import type { Capability } from '../../capability.ts';
import type { MadeConsentLink, OpenConsentLink } from '../../consent/consent-link.ts';
import { formatMoment, type Words } from '../../i18n/words.ts';
import type { Language } from '../../language.ts';
import { copyButton } from '../components/copy-button.ts';
import { copyField } from '../components/explanation.ts';
import { flashMessage } from '../components/flash-message.ts';
import { foreignText, naming } from '../components/foreign-text.ts';
import { csrfField, type Html, type Page } from '../components/layout.ts';
import { shownMoment } from '../components/moment.ts';

/** Landing page of a one-time link (PRODUCT A3): who asks, for what, in which tenant. Opening it starts nothing. */
export function consentLinkPage(
  { words, language, clientId, link }: { words: Words; language: Language; clientId: string; link: string },
  { organization, capability, tenantId, until, madeBy }: OpenConsentLink,
): Page {
  const text = words.consentLink;
  return {
    title: text.title,
    content: html`<div class="card">
<p>${naming(text.asks(organization.name), organization.name)}</p>
<dl>
<dt>${text.organization}</dt><dd>${foreignText(organization.name)}</dd>
<dt>${text.madeBy}</dt><dd>${foreignText(madeBy)}</dd>
<dt>${text.permission}</dt><dd>${text.permissions[capability]}</dd>
<dt>${text.tenant}</dt><dd><code translate="no">${tenantId}</code></dd>
<dt>${text.app}</dt><dd><code translate="no">${clientId}</code></dd>
<dt>${text.until}</dt><dd>${shownMoment(until, language)}</dd>
</dl>
<p>${text.scope[capability]}</p>
<p>${text.who}</p>
<form class="actions" method="post" action="/consent/start"><input type="hidden" name="link" value="${link}"><button class="primary">${text.start}</button></form>
</div>`,
  };
}

/** Confirms a proven consent to a visitor with a one-time link. Shows no data of the organization. */
export function consentDonePage(words: Words, capability: Capability, tenantId: string): Page {
  const text = words.consentLink;
  return {
    title: text.doneTitle,
    content: html`<div class="card">${flashMessage(text.done)}
<dl><dt>${text.granted}</dt><dd>${text.permissions[capability]}</dd>
<dt>${text.tenant}</dt><dd><code translate="no">${tenantId}</code></dd></dl></div>`,
  };
}

/** Form for somebody who may not consent: creates a one-time link for somebody who may. */
export function makeLinkForm(
  words: Words,
  csrfToken: string,
  { capability, tenantId }: { readonly capability: Capability; readonly tenantId: string },
  className: 'primary' | '',
): Html {
  return html`<form class="actions" method="post" action="/organization/microsoft-365/${capability}/consent-link">
${csrfField(csrfToken)}<input type="hidden" name="tenantId" value="${tenantId}"><button class="${className}">${words.consentLink.make}</button></form>`;
}

/** Shows a new one-time link, which is shown only once, with a message to send it in. */
export function consentLinkMadePage(
  { words, language, organization, madeBy }: { words: Words; language: Language; organization: string; madeBy: string },
  { url, until, tenantId, capability, replaces }: MadeConsentLink,
): Page {
  const text = words.consentLink;
  const ends = formatMoment(until, language);
  const permission = text.permissions[capability];
  const message = text.message({ organization, madeBy, permission, tenantId, until: ends, url });
  return {
    title: text.madeTitle,
    shownOnce: true,
    content: html`<div class="card">
<p>${text.made}</p>${
      replaces
        ? html`
<p>${text.madeAnew}</p>`
        : ''
    }
<dl>
<dt>${text.permission}</dt><dd>${text.permissions[capability]}</dd>
<dt>${text.tenant}</dt><dd><code translate="no">${tenantId}</code></dd>
<dt>${text.until}</dt><dd>${shownMoment(until, language)}</dd>
</dl>
<label for="url">${text.url}</label>
<input type="text" id="url" readonly value="${url}">
<p class="actions">${copyButton(words, 'url', text.copy, 'primary')}</p>
${copyField(words, { label: words.problem.message, subject: text.messageSubject, message })}
<p class="actions"><a class="button" href="/organization/microsoft-365">${words.back}</a></p>
</div>`,
  };
}
