import { html } from 'hono/html';
import { type AppInTenant, adminCentreUrl } from '../../i18n/admin-centre.ts';
import type { Explanation, Step, SupportDetails } from '../../i18n/explanation.ts';
import type { Words } from '../../i18n/words.ts';
import type { Person } from '../../identity/session.ts';
import { copyButton } from './copy-button.ts';
import type { Html } from './layout.ts';

/** The app and tenant that an explanation is about. */
export interface AppRegistration extends AppInTenant {
  /** Display name of the app, with its purpose. */
  readonly app: string;
}

/** The reader, who sends the message. */
export type Asker = Pick<Person, 'name' | 'verifiedEmail'>;

/** The steps of an explanation, with links to the admin centre pages. */
export function stepList(words: Words, explanation: Explanation, subject: AppRegistration | undefined): Html {
  const { steps, after = [], oneOf } = explanation;
  const lines = (some: readonly Step[]) => some.map((step) => stepLine(words, step, subject));
  const items = (some: readonly Step[]) => lines(some).map((line) => html`<li>${line}</li>`);
  const paragraphs = (some: readonly Step[]) => lines(some).map((line) => html`<p>${line}</p>`);
  if (oneOf === true && steps.length > 1) {
    return html`<p>${words.problem.oneOf}</p><ul>${items(steps)}</ul>${paragraphs(after)}`;
  }
  const all = [...steps, ...after];
  return all.length < 2 ? html`${paragraphs(all)}` : html`<ol>${items(all)}</ol>`;
}

function stepLine(words: Words, step: Step, subject: AppRegistration | undefined): Html {
  if (typeof step === 'string') return html`${step}`;
  if (subject === undefined) return html`${step.text}`;
  const address = adminCentreUrl(step.page, subject);
  return html`${step.text} <a class="go" href="${address}" rel="noopener">${words.problem.openPage}<span class="unseen">${words.aside(step.text)}</span></a>`;
}

/**
 * The message for the person who must act: a field to copy from, and a link that opens an e-mail draft. It contains
 * what that person needs; about the reader, only name and address.
 */
export function messagePart(
  words: Words,
  explanation: Explanation,
  {
    asker,
    account,
    subject,
    support,
  }: {
    readonly asker: Asker | undefined;
    /** The account that was chosen at Microsoft. */
    readonly account?: string | undefined;
    readonly subject: AppRegistration | undefined;
    readonly support: SupportDetails | undefined;
  },
  className = '',
): Html {
  if (!('request' in explanation)) return html``;
  // The organization's own administrator knows the app by its purpose, so the message omits its registration.
  const app = explanation.who === 'administrator' ? undefined : subject;
  const body = bodyOf(words, explanation.request, {
    asker: asker?.verifiedEmail,
    account: account === asker?.verifiedEmail ? undefined : account,
    app: app?.app,
    clientId: app?.clientId,
    tenantId: subject?.tenantId,
    consentUrl: asksForConsent(explanation) ? subject?.consentUrl : undefined,
    aadsts: support?.aadsts === undefined ? undefined : `AADSTS${support.aadsts}`,
    correlationId: support?.correlationId,
  });
  const message = words.problem.letter(asker?.name, body);
  return copyField(words, { label: words.problem.message, subject: words.problem.messageSubject, message, className });
}

interface CopyField {
  readonly label: string;
  readonly subject: string;
  readonly message: string;
  /** CSS class of the copy button. */
  readonly className?: string;
}

/** Characters per line, to estimate the height where the browser cannot fit the field to its text. */
const LINE = 80;

/** A read-only text field that can be copied without JavaScript, and a link that opens it as an e-mail draft. */
export function copyField(words: Words, { label, subject, message, className = '' }: CopyField): Html {
  const text = words.problem;
  const rows = message.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / LINE), 1);
  return html`<label for="message">${label}</label>
<textarea id="message" rows="${rows}" readonly aria-describedby="message-hint">${message}</textarea>
<p class="hint" id="message-hint">${text.messageHint}</p>
<p class="actions">${copyButton(words, 'message', text.copy, className)}<a class="button" href="${mailto(subject, message)}">${text.sendByMail}</a></p>`;
}

function bodyOf(
  words: Words,
  request: string,
  facts: { readonly [Name in keyof Words['problem']['facts']]: string | undefined },
): string {
  const names = words.problem.facts;
  const line = (name: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [words.labelled(name, value)];
  return [
    request,
    '',
    ...line(names.asker, facts.asker),
    ...line(names.account, facts.account),
    ...line(names.app, facts.app),
    ...line(names.clientId, facts.clientId),
    ...line(names.tenantId, facts.tenantId),
    ...line(names.consentUrl, facts.consentUrl),
    ...line(names.aadsts, facts.aadsts),
    ...line(names.correlationId, facts.correlationId),
  ]
    .join('\n')
    .trimEnd();
}

function asksForConsent({ steps }: Explanation): boolean {
  return steps.some((step) => typeof step !== 'string' && step.page === 'consent');
}

/** RFC 6068: lines end in CRLF. */
function mailto(subject: string, body: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
}
