import { html } from 'hono/html';
import { type AdminCentrePage, type AppInTenant, adminCentreUrl } from '../../i18n/admin-centre.ts';
import type { Explanation, Step, Steps, SupportDetails } from '../../i18n/explanation.ts';
import { lookup, type Words } from '../../i18n/words.ts';
import type { Person } from '../../identity/session.ts';
import { copyButton } from './copy-button.ts';
import type { Html } from './layout.ts';

/** The app and tenant that an explanation is about. */
export interface AppRegistration extends AppInTenant {
  /** Display name of the app, with its purpose. */
  readonly app: string;
  /** Addresses from which this service connects; empty when they are not fixed. */
  readonly egressIps: readonly string[];
}

/** The reader, who sends the message. */
export type Asker = Pick<Person, 'name' | 'verifiedEmail'>;

/** Steps, with links to the admin centre pages. */
export function stepList(
  words: Words,
  { steps, oneOf, after = [] }: Steps,
  subject: AppRegistration | undefined,
): Html {
  const lines = (some: readonly Step[]) => some.map((step) => stepLine(words, step, subject));
  const items = (some: readonly Step[]) => lines(some).map((line) => html`<li>${line}</li>`);
  const paragraphs = (some: readonly Step[]) => lines(some).map((line) => html`<p>${line}</p>`);
  if (oneOf !== undefined && steps.length > 1) {
    return html`<p>${oneOf}</p><ul>${items(steps)}</ul>${paragraphs(after)}`;
  }
  const all = [...steps, ...after];
  return all.length < 2 ? html`${paragraphs(all)}` : html`<ol>${items(all)}</ol>`;
}

function stepLine(words: Words, step: Step, subject: AppRegistration | undefined): Html {
  if (typeof step === 'string') return html`${step}`;
  if (subject === undefined) return html`${step.text}`;
  const address = adminCentreUrl(step.page, subject);
  return html`${step.text} <a class="go" href="${address}" rel="noopener">${words.problem.openPage[step.page]}<span class="unseen">${words.aside(step.text)}</span></a>`;
}

/**
 * The message for the person who must act: a field to copy from, and a link that opens an e-mail draft. It contains
 * what that person needs, with the steps and their pages; about the reader, only name and address.
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
  const facts: Facts = {
    asker: asker?.verifiedEmail,
    account: account === asker?.verifiedEmail ? undefined : account,
    app: app?.app,
    clientId: app?.clientId,
    tenantId: subject?.tenantId,
    consentUrl: leadsTo(explanation, ['consent', 'portal-sign-in']) ? subject?.consentUrl : undefined,
    addresses: addressesToAllow(explanation, subject),
    aadsts: numberOf(support),
    correlationId: support?.correlationId,
  };
  const text = words.problem;
  const letter = (steps: string, told: Facts) =>
    text.letter(asker?.name, bodyOf(words, [explanation.request, steps], told));
  return copyField(words, {
    label: lookup(text.messageFor, explanation.who) ?? text.message,
    subject: text.messageSubject,
    message: letter(writtenSteps(words, explanation, subject), { ...facts, consentUrl: undefined }),
    shorter: letter('', facts),
    className,
  });
}

/** The steps as plain text, with the addresses of their pages. */
function writtenSteps(words: Words, { steps, oneOf }: Steps, subject: AppRegistration | undefined): string {
  if (steps.length === 0) return '';
  const lines = steps.map((step, at) => {
    const mark = steps.length === 1 || oneOf !== undefined ? words.problem.bullet : `${at + 1}. `;
    if (typeof step === 'string') return `${mark}${step}`;
    return `${mark}${step.text}${subject === undefined ? '' : `\n${adminCentreUrl(step.page, subject)}`}`;
  });
  return [steps.length > 1 && oneOf !== undefined ? oneOf : words.problem.steps, ...lines].join('\n');
}

/** The addresses from which this service connects, where a step is to allow them. */
export function addressesToAllow(explanation: Explanation, subject: AppRegistration | undefined): string | undefined {
  const addresses = leadsTo(explanation, ['conditional-access']) ? subject?.egressIps.join(', ') : undefined;
  return addresses === '' ? undefined : addresses;
}

/** Microsoft's error number as Microsoft writes it. */
export function numberOf(support: SupportDetails | undefined): string | undefined {
  return support?.aadsts === undefined ? undefined : `AADSTS${support.aadsts}`;
}

interface CopyField {
  readonly label: string;
  readonly subject: string;
  readonly message: string;
  /** What the e-mail draft holds where the message is too long for some mail programs. */
  readonly shorter?: string;
  /** CSS class of the copy button. */
  readonly className?: string;
}

/** Characters per line, to estimate the height where the browser cannot fit the field to its text. */
const LINE = 80;

/** Characters of an address that opens a draft, above which some mail programs cut it. */
const LONGEST_DRAFT = 2000;

/** A read-only text field that can be copied without JavaScript, and a link that opens it as an e-mail draft. */
export function copyField(
  words: Words,
  { label, subject, message, shorter = message, className = '' }: CopyField,
): Html {
  const text = words.problem;
  const rows = message.split('\n').reduce((sum, line) => sum + 1 + Math.floor(line.length / LINE), 1);
  const whole = mailto(subject, message);
  const fits = shorter === message || whole.length < LONGEST_DRAFT;
  return html`<label for="message">${label}</label>
<textarea id="message" rows="${rows}" readonly aria-describedby="message-hint">${message}</textarea>
<p class="hint" id="message-hint">${fits ? text.messageHint : text.messageHintShorter}</p>
<p class="actions">${copyButton(words, 'message', text.copy, className)}<a class="button" href="${fits ? whole : mailto(subject, shorter)}">${text.sendByMail}</a></p>`;
}

type Facts = { readonly [Name in keyof Words['problem']['facts']]: string | undefined };

function bodyOf(words: Words, paragraphs: readonly string[], facts: Facts): string {
  const names = words.problem.facts;
  const line = (name: string, value: string | undefined) =>
    value === undefined || value === '' ? [] : [words.labelled(name, value)];
  return [
    ...paragraphs.filter((text) => text !== '').flatMap((text) => [text, '']),
    ...line(names.asker, facts.asker),
    ...line(names.account, facts.account),
    ...line(names.app, facts.app),
    ...line(names.clientId, facts.clientId),
    ...line(names.tenantId, facts.tenantId),
    ...line(names.consentUrl, facts.consentUrl),
    ...line(names.addresses, facts.addresses),
    ...line(names.aadsts, facts.aadsts),
    ...line(names.correlationId, facts.correlationId),
  ]
    .join('\n')
    .trimEnd();
}

function leadsTo({ steps }: Explanation, pages: readonly AdminCentrePage[]): boolean {
  return steps.some((step) => typeof step !== 'string' && pages.includes(step.page));
}

/** RFC 6068: lines end in CRLF. */
function mailto(subject: string, body: string): string {
  return `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll('\n', '\r\n'))}`;
}
