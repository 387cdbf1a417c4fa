import { html } from 'hono/html';
import type { Explanation, SupportDetails } from '../../i18n/explanation.ts';
import type { Words } from '../../i18n/words.ts';
import { type AppRegistration, type Asker, messagePart, stepList } from './explanation.ts';
import { foreignText } from './foreign-text.ts';
import { type Html, helpAddress, type Page } from './layout.ts';

export interface ProblemPageOptions {
  readonly explanation: Explanation;
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
  /** A direct solution, shown instead of a message to send. */
  readonly wayOut?: Html | undefined;
}

/** Explains a failure: what happened, who must act, what to do next (PRODUCT A4, B4). */
export function problemPage(words: Words, options: ProblemPageOptions): Page {
  const { explanation, support, backTo, backLabel = words.back, subject, asker, account, wayOut } = options;
  const text = words.problem;
  return {
    title: explanation.title,
    // A visitor without a screen in the portal could not return to this page.
    shownOnce: backTo === undefined,
    ...(explanation.help === undefined ? {} : { help: explanation.help }),
    content: html`<div class="card">
${[...explanation.steps, ...(explanation.after ?? [])].length === 0 ? '' : html`<h2 class="lead">${text.whatNext}</h2>${stepList(words, explanation, subject)}`}
<dl><dt>${text.whatHappened}</dt><dd>${explanation.happened}</dd>
${account === undefined ? '' : html`<dt>${text.facts.account}</dt><dd>${foreignText(account)}</dd>`}
<dt>${text.whoActs}</dt><dd>${text.who[explanation.who]}</dd></dl>
${backTo === undefined ? '' : html`<p><a href="${helpAddress(explanation.help ?? 'contact')}">${words.help.more}</a></p>`}
${wayOut ?? messagePart(words, explanation, { asker, account, subject, support }, 'primary')}
${backTo === undefined ? '' : html`<p class="actions"><a class="button ${wayOut === undefined && !('request' in explanation) ? 'primary' : ''}" href="${backTo}">${backLabel}</a></p>`}
</div>
${supportLine(words, support)}`,
  };
}

/** Microsoft's error number and correlation id in small print, for support. */
export function supportLine(words: Words, support: SupportDetails | undefined): Html {
  if (support?.aadsts === undefined && support?.correlationId === undefined) return html``;
  const number = support.aadsts === undefined ? '' : `AADSTS${support.aadsts}`;
  return html`<p class="support">${words.labelled(words.problem.support, [number, support.correlationId ?? ''].join(' ').trim())}</p>`;
}
