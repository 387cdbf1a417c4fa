import { html } from 'hono/html';
import { MOST_ADDRESSES, type TypedNotices } from '../../../notices/choose-notices.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { csrfField, type Html } from '../../layout.ts';
import type { Words } from '../../words.ts';

/** What was typed, and which of it is wrong. */
export interface WrongNotices {
  readonly typed: TypedNotices;
  readonly field: keyof TypedNotices;
}

interface NoticesView {
  readonly words: Words;
  readonly csrfToken: string;
  readonly organization: Organization;
  /** Whether the service can send mail at all. */
  readonly mailIsSetUp: boolean;
  readonly wrong: WrongNotices | undefined;
}

/** Who of the organization is told, and the off switch: two empty fields (PRODUCT E3). */
export function noticesSection({ words, csrfToken, organization, mailIsSetUp, wrong }: NoticesView): Html {
  const text = words.notices;
  const { to, webhook } = organization.notices;
  const shown = wrong?.typed ?? { to: to.join(', '), webhook: webhook?.url ?? '' };
  const mailField = html`<label for="notice-to">${text.to}</label>
<input type="text" inputmode="email" id="notice-to" name="to" autocomplete="off" spellcheck="false" value="${shown.to}" ${described('notice-to', wrong?.field === 'to')}>
${wrong?.field === 'to' ? html`<p class="error" id="notice-to-error">${text.toInvalid(MOST_ADDRESSES)}</p>` : ''}
<p class="hint" id="notice-to-hint">${text.toHint(MOST_ADDRESSES)}</p>`;
  return html`<section id="notices"><h2>${text.title}</h2>
<p>${text.administratorExplanation}</p>
<form method="post" action="/organization/microsoft-365/notices" data-asks>
${csrfField(csrfToken)}
${mailIsSetUp ? mailField : html`<p class="note">${text.mailOffWebhook}</p><input type="hidden" name="to" value="${shown.to}">`}
<label for="notice-webhook">${text.webhook}</label>
<input type="text" inputmode="url" id="notice-webhook" name="webhook" autocomplete="off" spellcheck="false" value="${shown.webhook}" ${described('notice-webhook', wrong?.field === 'webhook')}>
${wrong?.field === 'webhook' ? html`<p class="error" id="notice-webhook-error">${text.webhookInvalid}</p>` : ''}
<p class="hint" id="notice-webhook-hint">${text.webhookHint}</p>
<p class="actions"><button>${text.save}</button></p>
</form></section>`;
}

function described(field: string, isWrong: boolean): Html {
  return isWrong
    ? html`aria-invalid="true" aria-describedby="${field}-error ${field}-hint"`
    : html`aria-describedby="${field}-hint"`;
}
