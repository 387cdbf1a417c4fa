import { html } from 'hono/html';
import type { Capability } from '../../../capability.ts';
import { explainKept, explainMissing } from '../../../i18n/explain.ts';
import type { Step, SupportDetails } from '../../../i18n/explanation.ts';
import { formatMoment } from '../../../i18n/words.ts';
import type { Connected, Connection, ConsentLink } from '../../../organizations/organization.ts';
import { copyButton } from '../../components/copy-button.ts';
import { type AppRegistration, type Asker, messagePart, stepList } from '../../components/explanation.ts';
import { foreignText, naming } from '../../components/foreign-text.ts';
import { csrfField, type Html } from '../../components/layout.ts';
import { shownMoment, tellingMoment } from '../../components/moment.ts';
import { type PageContext, typedIn } from '../../components/page-context.ts';
import { supportLine } from '../../components/problem-page.ts';

type Waiting = Extract<Connection, { state: 'waiting' }>;

/** State of one capability, for its section of the page. */
export interface ConnectionView extends PageContext {
  /** Origin of the portal, shown for passing on to users. */
  readonly portal: string;
  readonly capability: Capability;
  readonly connection: Connection;
  /** The tenant that signs people in at the portal, which is the one to connect (PRODUCT G3). */
  readonly ownTenant: string | undefined;
  /** Whether its app registration is set up (PRODUCT A5). */
  readonly available: boolean;
  /** App registration and tenant, for links and messages. */
  readonly subject: AppRegistration | undefined;
  /** The administrator, who sends the message. */
  readonly asker: Asker;
  /** Number of users whose sync stopped because the consent is missing. */
  readonly affected: number;
  /** Number of links that a disconnect has ended and that are not cleaned up yet. */
  readonly ending: number;
  readonly error: { readonly typed: string; readonly message: string } | undefined;
}

/** One capability with its state, what to do next, and the ways to consent (PRODUCT A1-A5). */
export function connectionSection(view: ConnectionView): Html {
  const { words, capability, connection, available } = view;
  const text = words.organization;
  return html`<section aria-labelledby="${capability}">
<div class="head"><h2 id="${capability}">${text.capability[capability]}</h2>${badge(view)}</div>
${available ? (connection.state === 'connected' ? connectedPart(view, connection) : connectForm(view)) : html`<p>${text.mailOff}</p>`}
</section>`;
}

function badge({ words, connection, now, ending }: ConnectionView): Html {
  const text = words.organization;
  switch (connection.state) {
    case 'connected':
      return connection.missing?.proven !== true
        ? html`<span class="badge good">${text.connected}</span>`
        : html`<span class="badge bad">${text.consentMissing}</span>`;
    case 'waiting':
      return isOver(connection.until, now)
        ? html`<span class="badge">${text.notConnected}</span>`
        : html`<span class="badge warn">${text.waiting}</span>`;
    case 'off':
      return ending === 0
        ? html`<span class="badge">${text.notConnected}</span>`
        : html`<span class="badge busy">${words.administrator.ending}</span>`;
  }
}

function connectedPart(view: ConnectionView, connection: Connected): Html {
  const { words, capability, language } = view;
  const text = words.organization;
  return html`${capability === 'mail' ? aboutPart(view) : ''}
${connection.missing === undefined ? '' : missingPart(view, connection, connection.missing)}
<dl>
<dt>${text.connectedTenant}</dt><dd><code translate="no">${connection.tenantId}</code></dd>
<dt>${text.connectedBy}</dt><dd>${foreignText(connection.provenBy)}</dd>
<dt>${text.connectedAt}</dt><dd>${shownMoment(connection.since, language)}</dd>
</dl>
${capability === 'contacts' && connection.missing === undefined ? tellPart(view) : ''}
<p class="ending"><a href="/organization/microsoft-365/${capability}/disconnect">${text.disconnect}<span class="unseen">${words.aside(text.capability[capability])}</span></a></p>`;
}

/** The address of the users' screen, for passing on. */
function tellPart({ words, portal }: ConnectionView): Html {
  const { nextTell, copyAddress } = words.organization;
  return html`<label for="users-page">${nextTell}</label>
<textarea id="users-page" rows="2" readonly>${portal}/settings/microsoft-365</textarea>
<p class="actions">${copyButton(words, 'users-page', copyAddress)}</p>`;
}

/** The consent is missing: since when, how many users are affected, and how to consent again. */
function missingPart(view: ConnectionView, connection: Connected, missing: NonNullable<Connected['missing']>): Html {
  const { words, language, csrfToken, capability, affected, subject } = view;
  const text = words.organization;
  const { tenantId } = connection;
  const explanation = explainMissing(words, missing.cause);
  const support = supportOf(missing);
  const base = `/organization/microsoft-365/${capability}`;
  const open = openLink(view);
  const { steps } = explanation.own;
  // The button leads to the consent page, and proves the consent afterwards.
  const besideButton = steps.map((step) => (isConsent(step) ? step.text : step));
  const consents = steps.some(isConsent);
  const said = tellingMoment(missing.proven ? text.consentMissingSince : text.consentDoubted, missing.since, language);
  return html`<div class="note ${missing.proven ? 'bad' : 'warn'}"><p><strong>${said}</strong></p>
${missing.cause === 'approval-required' ? '' : html`<p>${explanation.happened}</p>`}
${affected === 0 ? '' : html`<p>${text.consentMissingUsers(affected)}</p>`}</div>
${stepList(words, { ...explanation.own, steps: besideButton }, subject)}
<form class="actions" method="post" action="${base}/${consents ? 'connect' : 'check'}">
${csrfField(csrfToken)}<input type="hidden" name="tenantId" value="${tenantId}">
${consents ? html`<button class="primary">${words.consentLink.start}</button>` : ''}
<button class="${consents ? '' : 'primary'}" formaction="${base}/check">${words.consentLink.checkNow}</button>
<button formaction="${base}/consent-link">${connection.consentLink === undefined ? words.consentLink.make : words.consentLink.remake}</button>
</form>
${
  open === undefined
    ? ''
    : html`<div class="note">${linkOut(view, open)}
<form method="post" action="${base}/consent-link/revoke">${csrfField(csrfToken)}<button>${words.consentLink.revoke}</button></form></div>`
}
${
  'request' in explanation
    ? html`<details class="more"><summary>${words.problem.message}</summary>
${messagePart(words, explanation, { asker: view.asker, subject, support })}</details>`
    : ''
}
${supportLine(words, support)}`;
}

function isConsent(step: Step): step is Exclude<Step, string> {
  return typeof step !== 'string' && step.page === 'consent';
}

/** Form with the tenant ID and the three ways to consent: now, by somebody else, or already given. */
function connectForm(view: ConnectionView): Html {
  const { words, csrfToken, capability, connection, error, ownTenant, now } = view;
  const text = words.organization;
  const field = `tenantId-${capability}`;
  const waiting = connection.state === 'waiting' ? connection : undefined;
  const base = `/organization/microsoft-365/${capability}`;
  const typed = ownTenant ?? error?.typed ?? typedIn(view, base)?.get('tenantId') ?? waiting?.tenantId ?? '';
  return html`
${waiting === undefined ? aboutPart(view) : waitingPart(view, waiting)}
<div class="reveal">
<label class="tick"><input type="checkbox" ${typed === '' ? '' : 'checked'}> ${text.allow}</label>
<div class="revealed">
<form method="post" action="${base}/connect" data-asks>
${csrfField(csrfToken)}
<label for="${field}">${text.tenantId}</label>
<input type="text" id="${field}" name="tenantId" value="${typed}" required ${ownTenant === undefined ? '' : 'readonly'} autocomplete="off" spellcheck="false"
 aria-describedby="${field}-hint ${error === undefined ? '' : `${field}-error`}" ${error === undefined ? '' : html`aria-invalid="true" autofocus`}>
${error === undefined ? '' : html`<p class="error" id="${field}-error">${error.message}</p>`}
<p class="hint" id="${field}-hint">${ownTenant === undefined ? text.tenantIdHint : text.tenantIdIsYours}</p>
<p>${text.afterSaving}</p>
<p class="actions"><button class="${capability === 'contacts' ? 'primary' : ''}">${words.save}</button></p>
${waiting === undefined || isOver(waiting.until, now) ? otherWays(view).map(([title, way]) => html`<details class="more"><summary>${title}</summary>${way}</details>`) : otherActions(view, waiting)}
</form>
${
  ownTenant === undefined
    ? html`<details class="more"><summary>${text.tenantIdGuide}</summary>
<ol>${text.tenantIdSteps.map((step) => html`<li>${step}</li>`)}</ol></details>`
    : ''
}
</div></div>`;
}

/** The ways to a consent that somebody else gives or has given, each with its title. */
function otherWays({
  words: { consentLink: text },
  capability,
  connection,
}: ConnectionView): readonly [string, Html][] {
  const base = `/organization/microsoft-365/${capability}`;
  const isOut = connection.state === 'waiting' && connection.consentLink !== undefined;
  const way = (hint: string, action: string, label: string) =>
    html`<p>${hint}</p><p class="actions"><button formaction="${base}/${action}">${label}</button></p>`;
  return [
    [text.offer, way(text.offerHint, 'consent-link', isOut ? text.remake : text.make)],
    [text.check, way(text.checkHint, 'check', text.checkNow)],
  ];
}

/** What else can be done while a consent is awaited; the field of the form need not be valid for taking something back. */
function otherActions(view: ConnectionView, { generation }: Waiting): Html {
  const { words, capability } = view;
  const base = `/organization/microsoft-365/${capability}`;
  const takeBack = (action: string, label: string) =>
    html`<button formaction="${base}/${action}" formnovalidate>${label}</button>`;
  const ways = [
    ...(openLink(view) === undefined ? [] : [takeBack('consent-link/revoke', words.consentLink.revoke)]),
    takeBack('disconnect', words.organization.withdraw),
  ];
  return html`<details class="more"><summary>${words.organization.otherActions}</summary>
${otherWays(view).map(([title, way]) => html`<h3>${title}</h3>${way}`)}
<input type="hidden" name="generation" value="${generation}">
<h3>${words.organization.takeBack}</h3><p class="actions">${ways}</p></details>`;
}

/** What the capability is for. */
function aboutPart({ words, capability }: ConnectionView): Html {
  const { contactsAbout, mailAbout } = words.organization;
  return capability === 'mail' ? html`<p class="hint">${mailAbout}</p>` : html`<p>${contactsAbout}</p>`;
}

/** The pending consent (PRODUCT A4): the result of the last attempt, its deadline, and a link that is out. */
function waitingPart(view: ConnectionView, { failure, until }: Waiting): Html {
  const { words, language, now, subject } = view;
  const text = words.organization;
  const deadline = isOver(until, now)
    ? html`<p>${text.expired}</p>`
    : html`<p>${tellingMoment(text.waitingUntil, until, language)}</p>`;
  const open = openLink(view);
  const rest = html`${deadline}${open === undefined ? '' : linkOut(view, open)}`;
  if (failure === null) return html`<div class="note warn">${rest}</div>`;
  const explanation = explainKept(words, failure.code);
  const said = (time: string) => words.labelled(text.lastAttemptAt(time), explanation.title);
  return html`<div class="note bad"><p><strong>${tellingMoment(said, failure.at, language)}</strong></p>
<p>${explanation.happened}</p>
${explanation.who === 'you' ? '' : html`<p>${words.labelled(words.problem.whoActs, words.problem.who[explanation.who])}</p>`}
${stepList(words, explanation.own, subject)}
${supportLine(words, supportOf(failure))}</div>
${rest}`;
}

/** The one-time link that is valid, if there is one. */
function openLink({ connection, now }: ConnectionView): ConsentLink | undefined {
  const link = connection.state === 'off' ? undefined : connection.consentLink;
  return link === undefined || isOver(link.until, now) ? undefined : link;
}

/** Says that a valid one-time link exists. */
function linkOut({ words, language }: ConnectionView, { madeBy, until }: ConsentLink): Html {
  return html`<p>${naming(words.consentLink.out(madeBy, formatMoment(until, language)), madeBy)}</p>`;
}

function supportOf({ aadsts, correlationId }: { aadsts: string | null; correlationId: string | null }): SupportDetails {
  return { aadsts: aadsts ?? undefined, correlationId: correlationId ?? undefined };
}

function isOver(moment: string, now: Date): boolean {
  return Date.parse(moment) <= now.getTime();
}
