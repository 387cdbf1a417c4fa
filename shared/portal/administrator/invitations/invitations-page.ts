import { html } from 'hono/html';
import { formatMoment, type Words } from '../../../i18n/words.ts';
import { hasNotCome, type Invitation, isLinked } from '../../../invitations/invitation.ts';
import { type Considered, MAX_INVITED } from '../../../invitations/invite.ts';
import type { Language } from '../../../language.ts';
import type { Link } from '../../../links/link.ts';
import type { Mail } from '../../../notifications/channels.ts';
import { flashMessage } from '../../components/flash-message.ts';
import { foreignText } from '../../components/foreign-text.ts';
import { csrfField, type Html, type Page } from '../../components/layout.ts';
import { livePart, newsLine, stateAtRest } from '../../components/live-region.ts';
import type { LiveState } from '../../components/live-state.ts';
import type { PageContext } from '../../components/page-context.ts';
import { pageLinks } from '../administrator-screen.ts';

export const INVITATIONS = '/organization/microsoft-365/invitations';

/** An invitation with its person, if the person has been here. */
interface Listed {
  readonly invitation: Invitation;
  readonly link: Link | undefined;
}

export interface InvitationsPageView extends PageContext {
  readonly mailIsSetUp: boolean;
  /** What stands in the field of the addresses. */
  readonly addresses: string;
  /** The language that is chosen for the mails. */
  readonly chosen: Language;
  readonly error?: string | undefined;
  readonly flash?: string | undefined;
  readonly listed: readonly Listed[];
  readonly firstPage: string | undefined;
  readonly nextPage: string | undefined;
}

/** The form to invite people, and what became of each invitation (PRODUCT E9). */
export function invitationsPage(view: InvitationsPageView): Page {
  const { words, flash, mailIsSetUp } = view;
  const text = words.invitations;
  return {
    title: text.title,
    help: 'set-up',
    content: html`${flashMessage(flash)}${view.error === undefined ? newsLine(words, INVITATIONS, invitationsLive(view)) : ''}<p>${text.explanation}</p>
${mailIsSetUp ? form(view) : html`<p class="note warn">${text.mailOff}</p>`}
${livePart('invited-part', list(view))}`,
  };
}

/** The live state of what became of the invitations. */
export function invitationsLive({ listed, now }: Pick<InvitationsPageView, 'listed' | 'now'>): LiveState {
  return stateAtRest(
    listed.map(({ invitation, link }) => [
      invitation,
      link !== undefined && isLinked(link),
      hasNotCome(invitation, link, now),
    ]),
  );
}

function form({ words, chosen, csrfToken, addresses, error }: InvitationsPageView): Html {
  const text = words.invitations;
  const described = error === undefined ? 'addresses-hint' : 'addresses-error addresses-hint';
  return html`<section aria-label="${text.title}"><form method="post" action="${INVITATIONS}/preview" data-asks>${csrfField(csrfToken)}
<label for="addresses">${text.addresses}</label>
<textarea id="addresses" name="addresses" rows="8" required autocomplete="off" spellcheck="false" aria-describedby="${described}" ${error === undefined ? '' : html`aria-invalid="true" autofocus`}>${addresses}</textarea>
${error === undefined ? '' : html`<p class="error" id="addresses-error">${error}</p>`}
<p class="hint" id="addresses-hint">${text.addressesHint(MAX_INVITED)}</p>
<fieldset aria-describedby="language-hint"><legend>${text.language}</legend>
<p class="hint" id="language-hint">${text.languageHint}</p>
${(['ja', 'en'] as const).map((one) => html`<label class="tick"><input type="radio" name="language" value="${one}" ${one === chosen ? 'checked' : ''}> ${text.languages[one]}</label>`)}</fieldset>
<p class="actions"><button class="primary">${text.preview}</button></p></form></section>`;
}

function list(view: InvitationsPageView): Html {
  const { words, listed, firstPage, nextPage } = view;
  const text = words.invitations;
  const rows = listed.map(({ invitation, link }) => [invitation.email, stateOf(view, invitation, link)] as const);
  return html`<section aria-labelledby="invited"><h2 id="invited">${text.listTitle}</h2>
${rows.length === 0 ? html`<p class="hint">${text.nobody}</p>` : table(text.listTitle, words, text.columns.verdict, rows)}
${pageLinks(words, { first: firstPage, previous: undefined, next: nextPage })}</section>`;
}

function stateOf({ words, language, now }: InvitationsPageView, invitation: Invitation, link: Link | undefined): Html {
  const { states } = words.invitations;
  if (link !== undefined && isLinked(link)) return html`<span class="badge good">${states.linked}</span>`;
  if (hasNotCome(invitation, link, now)) return html`<span class="badge warn">${states.overdue}</span>`;
  switch (invitation.state) {
    case 'waiting':
    case 'sending':
    case 'unneeded':
      return html`${states[invitation.state]}`;
    case 'sent':
      return html`${states.sent(formatMoment(invitation.sentAt ?? invitation.askedAt, language))}`;
    case 'failed':
      return html`<span class="badge bad">${states.failed(invitation.code ?? '')}</span>`;
  }
}

function table(
  title: string,
  { invitations: { columns } }: Words,
  verdict: string,
  rows: readonly (readonly [email: string, result: Html | string])[],
): Html {
  return html`<div class="table stacked"><table><caption class="unseen">${title}</caption><thead><tr><th scope="col">${columns.email}</th><th scope="col">${verdict}</th></tr></thead>
<tbody>${rows.map(([email, result]) => html`<tr><td data-label="${columns.email}">${foreignText(email)}</td><td data-label="${verdict}"><div>${result}</div></td></tr>`)}</tbody></table></div>`;
}

export interface PreviewView extends PageContext {
  readonly considered: readonly Considered[];
  readonly chosen: Language;
  /** The mail to people with a key, and without, as far as somebody gets it. */
  readonly withKey: Mail | undefined;
  readonly withoutKey: Mail | undefined;
}

/** Who is invited and who is not, and what the mail says, before anything is sent. */
export function invitationPreviewPage({
  words,
  csrfToken,
  considered,
  chosen,
  withKey,
  withoutKey,
}: PreviewView): Page {
  const text = words.invitations;
  const invited = considered.filter(({ verdict }) => verdict === 'invited');
  const example = (title: string, mail: Mail | undefined) =>
    mail === undefined
      ? ''
      : html`<section aria-label="${title}"><h2>${title}</h2><p>${words.labelled(text.subject, mail.subject)}</p><pre class="sample" tabindex="0" role="region" aria-label="${mail.subject}">${mail.text}</pre></section>`;
  return {
    title: text.previewTitle,
    help: 'set-up',
    content: html`<section aria-label="${text.previewTitle}"><p>${invited.length === 0 ? text.none : text.willSend(invited.length)}</p>
${
  invited.length === 0
    ? html`<p class="actions"><a class="button" href="${INVITATIONS}">${words.back}</a></p>`
    : html`<p class="hint">${text.sendsLater}</p>
<form class="actions" method="post" action="${INVITATIONS}">${csrfField(csrfToken)}
<input type="hidden" name="addresses" value="${invited.map(({ email }) => email).join(' ')}"><input type="hidden" name="language" value="${chosen}">
<button class="primary">${text.send(invited.length)}</button><a class="button" href="${INVITATIONS}">${words.cancel}</a></form>`
}
${table(
  text.previewTitle,
  words,
  text.columns.plan,
  considered.map(({ email, verdict }) => [email, text.verdicts[verdict]] as const),
)}</section>
${example(text.mailWithKey, withKey)}${example(text.mailWithoutKey, withoutKey)}`,
  };
}
