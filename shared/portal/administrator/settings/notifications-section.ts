import { html } from 'hono/html';
import type { Words } from '../../../i18n/words.ts';
import {
  MAX_ADDRESSES,
  shownNotifications,
  type TypedNotifications,
  type WrongParts,
} from '../../../notifications/choose-notifications.ts';
import type { Organization } from '../../../organizations/organization.ts';
import { copyButton } from '../../components/copy-button.ts';
import { flashMessage } from '../../components/flash-message.ts';
import { naming } from '../../components/foreign-text.ts';
import { csrfField, type Html, type Page } from '../../components/layout.ts';
import { tellingMoment } from '../../components/moment.ts';
import { type PageContext, typedIn } from '../../components/page-context.ts';
import { TABS } from '../administrator-screen.ts';

/** The typed values and which of them are invalid, or that somebody else has saved in the meantime. */
export interface WrongNotifications extends Omit<WrongParts, 'to'> {
  readonly to: WrongParts['to'] | 'overtaken';
  readonly typed: Omit<TypedNotifications, 'seen'>;
}

interface NotificationsView extends Omit<PageContext, 'now'> {
  readonly organization: Organization;
  /** Whether the service is configured to send mail. */
  readonly mailIsSetUp: boolean;
  /** Mails of the current hour, where the sender's domain has a limit. */
  readonly mailUsage: { readonly used: number; readonly perHour: number } | undefined;
  readonly wrongNotifications?: WrongNotifications | undefined;
}

/** Recipients of the organization's notifications; leaving both fields empty turns them off (PRODUCT E3). */
export function notificationsSection(view: NotificationsView): Html {
  const { words, csrfToken, organization, mailIsSetUp, mailUsage, wrongNotifications: wrong } = view;
  const text = words.notifications;
  const { to, webhook } = organization.notices;
  const again = typedIn(view, '/organization/microsoft-365/notices');
  const shown = wrong?.typed ?? {
    to: again?.get('to') ?? to.join(', '),
    webhook: again?.get('webhook') ?? webhook?.url ?? '',
  };
  const wrongTo = wrong?.to === 'overtaken' ? undefined : wrong?.to;
  const mailField = html`<label for="notice-to">${text.to}</label>
<input type="text" inputmode="email" id="notice-to" name="to" autocomplete="off" spellcheck="false" value="${shown.to}" ${described('notice-to', wrongTo !== undefined)}>
${wrongTo === undefined ? '' : html`<p class="error" id="notice-to-error">${wrongTo === 'too-many' ? text.toTooMany(MAX_ADDRESSES) : naming(text.toInvalid(wrongTo.notAnAddress), wrongTo.notAnAddress)}</p>`}
<p class="hint" id="notice-to-hint">${text.toHint(MAX_ADDRESSES)}</p>
${mailUsage === undefined ? '' : html`<p class="hint">${text.mailUsage(mailUsage.used, mailUsage.perHour)}</p>`}`;
  return html`<section id="notices" aria-labelledby="notices-title"><h2 id="notices-title">${text.title}</h2>
<p>${text.administratorExplanation}</p>
<form method="post" action="/organization/microsoft-365/notices" data-asks>
${csrfField(csrfToken)}<input type="hidden" name="seen" value="${again?.get('seen') ?? shownNotifications(organization)}">
${wrong?.to === 'overtaken' ? html`<p class="error" tabindex="-1" autofocus>${words.settingsForms.overtaken}</p>` : ''}
${mailIsSetUp ? mailField : html`<p class="note">${text.mailOffWebhook}</p><input type="hidden" name="to" value="${shown.to}">`}
<label for="notice-webhook">${text.webhook}</label>
<input type="text" inputmode="url" id="notice-webhook" name="webhook" autocomplete="off" spellcheck="false" value="${shown.webhook}" ${described('notice-webhook', wrong?.webhook !== undefined)}>
${wrong?.webhook === undefined ? '' : html`<p class="error" id="notice-webhook-error">${text.webhookInvalid}</p>`}
<p class="hint" id="notice-webhook-hint">${text.webhookHint}</p>
<p class="actions"><button>${text.save}</button></p>
</form>
${trial(view)}</section>`;
}

/** Why a notice was not sent. An answer 4xx of a webhook is for the organization to mend, any other passes. */
function failure({ notifications: text }: Words, code: string): string {
  const [, status] = /^http-(4\d\d)$/.exec(code) ?? [];
  return status === undefined ? text.failed(code) : text.refused(status);
}

/** Button for a test message, and the result of the last message. */
function trial({ words, language, csrfToken, organization, mailIsSetUp }: NotificationsView): Html {
  const text = words.notifications;
  const { to, webhook, last } = organization.notices;
  const ways = (['mail', 'webhook'] as const).flatMap((channel) => {
    const outcome = last?.[channel] ?? null;
    return outcome === null ? [] : [{ channel, outcome }];
  });
  const tone = ways.every(({ outcome }) => outcome.sent) ? 'good' : 'warn';
  const line = ({ channel, outcome }: (typeof ways)[number]) =>
    words.labelled(text.channels[channel], outcome.sent ? text.sent : failure(words, outcome.code));
  const told =
    last === null || ways.length === 0
      ? ''
      : html`<div class="note ${tone}" id="last-notice" tabindex="-1"><p>${tellingMoment(text.last, last.at, language)}</p><ul>${ways.map((way) => html`<li>${line(way)}</li>`)}</ul></div>`;
  if (webhook === null && (to.length === 0 || !mailIsSetUp)) return html`${told}`;
  return html`${told}<form method="post" action="/organization/microsoft-365/notices/try">${csrfField(csrfToken)}
<p class="actions"><button aria-describedby="try-hint">${text.try}</button></p><p class="hint" id="try-hint">${text.tryHint}</p></form>`;
}

function described(field: string, isWrong: boolean): Html {
  return isWrong
    ? html`aria-invalid="true" autofocus aria-describedby="${field}-error ${field}-hint"`
    : html`aria-describedby="${field}-hint"`;
}

/** Shows the secret of a new webhook; it is shown only once (PRODUCT E3). */
export function webhookSecretPage(words: Words, secret: string): Page {
  const text = words.notifications;
  return {
    title: text.secretTitle,
    shownOnce: true,
    content: html`<div class="card">
${flashMessage(text.kept)}
<p><strong>${text.secretOnce}</strong></p><p>${text.secretExplanation}</p>
<label for="secret">${text.secret}</label>
<textarea id="secret" rows="2" readonly>${secret}</textarea>
<p class="actions">${copyButton(words, 'secret', text.copySecret, 'primary')}</p>
<p class="actions"><a class="button" href="${TABS.settings}#notices">${text.backToSettings}</a></p>
</div>`,
  };
}
