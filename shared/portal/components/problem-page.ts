import { html } from 'hono/html';
import type { Step, Steps, SupportDetails, Told } from '../../i18n/explanation.ts';
import type { Words } from '../../i18n/words.ts';
import { type AppRegistration, type Asker, addressesToAllow, messagePart, numberOf, stepList } from './explanation.ts';
import { foreignText } from './foreign-text.ts';
import { type Html, helpAddress, type Page } from './layout.ts';

export interface ProblemPageOptions {
  readonly explanation: Told;
  readonly support?: SupportDetails | undefined;
  /** Path of the link back; `undefined` for a visitor without a screen in the portal. */
  readonly backTo: string | undefined;
  /** Label of the link, when it leads elsewhere than to the previous page. */
  readonly backLabel?: string;
  /** The app and tenant concerned, if known. */
  readonly subject?: AppRegistration | undefined;
  /** The reader, who sends the message. */
  readonly asker?: Asker | undefined;
  /** The account chosen at Microsoft, where it is part of the problem. */
  readonly account?: string | undefined;
  /** The account that is linked, where another one was chosen. */
  readonly linkedAccount?: string | undefined;
  /** A direct solution, shown instead of a message to send. */
  readonly wayOut?: Html | undefined;
  /** Going back is what is to be done; what else there is comes second. */
  readonly backFirst?: boolean;
}

/** Explains a failure: what happened, who must act, what to do next (PRODUCT A4, B4). */
export function problemPage(words: Words, options: ProblemPageOptions): Page {
  const { explanation, support, backTo, backLabel = words.back, subject, asker, account, linkedAccount } = options;
  const text = words.problem;
  const { own, theirs, who } = explanation;
  const part = (title: string, steps: Steps | undefined) =>
    steps === undefined || allOf(steps).length === 0
      ? ''
      : html`<h2 class="lead">${title}</h2>${stepList(words, steps, subject)}`;
  const backFirst = options.backFirst ?? (options.wayOut === undefined && !('request' in explanation));
  const back =
    backTo === undefined
      ? ''
      : html`<p class="actions"><a class="button ${backFirst ? 'primary' : ''}" href="${backTo}">${backLabel}</a></p>`;
  const addresses = addressesToAllow(explanation, subject);
  const wayOut = options.wayOut ?? messagePart(words, explanation, { asker, account, subject, support }, 'primary');
  return {
    title: explanation.title,
    // A visitor without a screen in the portal could not return to this page.
    shownOnce: backTo === undefined,
    ...(explanation.help === undefined ? {} : { help: explanation.help }),
    content: html`<div class="card">
${part(text.whatNext, own)}
${part(text.theirSteps, theirs)}
<dl><dt>${text.whatHappened}</dt><dd>${explanation.happened}</dd>
${account === undefined ? '' : html`<dt>${text.facts.account}</dt><dd>${foreignText(account)}</dd>`}
${linkedAccount === undefined ? '' : html`<dt>${text.linkedAccount}</dt><dd>${foreignText(linkedAccount)}</dd>`}
${addresses === undefined ? '' : html`<dt>${text.facts.addresses}</dt><dd><code translate="no">${addresses}</code></dd>`}
${who === 'you' ? '' : html`<dt>${text.whoActs}</dt><dd>${text.who[who]}</dd>`}</dl>
${backTo === undefined ? '' : html`<p><a href="${helpAddress(explanation.help ?? 'contact')}">${words.help.more}</a></p>`}
${backFirst ? [back, wayOut] : [wayOut, back]}
</div>
${supportLine(words, support)}`,
  };
}

function allOf({ steps, after = [] }: Steps): readonly Step[] {
  return [...steps, ...after];
}

/** Microsoft's error number and correlation id in small print, for support. */
export function supportLine(words: Words, support: SupportDetails | undefined): Html {
  const text = words.problem;
  const line = (name: string, value: string | undefined) =>
    value === undefined ? '' : html`<br>${words.labelled(name, value)}`;
  const lines = [line(text.facts.aadsts, numberOf(support)), line(text.facts.correlationId, support?.correlationId)];
  return lines.every((one) => one === '') ? html`` : html`<p class="support">${text.support}${lines}</p>`;
}
