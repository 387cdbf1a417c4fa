import { html } from 'hono/html';
import type { Explanation, SupportDetails } from '../../i18n/explanation.ts';
import type { Words } from '../../i18n/words.ts';
import { type AppRegistration, messagePart, stepList } from './explanation.ts';
import type { Html, Page } from './layout.ts';

export interface ProblemPageOptions {
  readonly explanation: Explanation;
  readonly support?: SupportDetails | undefined;
  /** Where to go on; `undefined` for somebody who has no screen here. */
  readonly backTo: string | undefined;
  /** What that is called, where it is not where the reader came from. */
  readonly backLabel?: string;
  /** What it is about, as far as anybody knows. */
  readonly subject?: AppRegistration | undefined;
  /** The address of the reader, for a text to send. */
  readonly asker?: string | undefined;
  /** The account that was chosen at Microsoft, where it has to do with what went wrong. */
  readonly account?: string | undefined;
  /** A way out that is one click away, in place of a text to send. */
  readonly wayOut?: Html | undefined;
}

/** A failure in plain words: what happened, who must act, what to do next (PRODUCT A4, B4). */
export function problemPage(words: Words, options: ProblemPageOptions): Page {
  const { explanation, support, backTo, backLabel = words.back, subject, asker, account, wayOut } = options;
  const text = words.problem;
  return {
    title: explanation.title,
    // Nobody without a screen here would find back.
    shownOnce: backTo === undefined,
    content: html`<section>
<h2>${text.whatHappened}</h2>
<p>${explanation.happened}</p>
${account === undefined ? '' : html`<p>${words.labelled(text.facts.account, account)}</p>`}
<h2>${text.whoActs}</h2>
<p>${text.who[explanation.who]}</p>
${[...explanation.steps, ...(explanation.after ?? [])].length === 0 ? '' : html`<h2>${text.whatNext}</h2>${stepList(words, explanation, subject)}`}
${wayOut ?? messagePart(words, explanation, { asker, account, subject, support }, 'primary')}
${backTo === undefined ? '' : html`<p class="actions"><a class="button ${wayOut === undefined && !('request' in explanation) ? 'primary' : ''}" href="${backTo}">${backLabel}</a></p>`}
</section>
${supportLine(words, support)}`,
  };
}

/** Microsoft's number and correlation id, small, for support. */
export function supportLine(words: Words, support: SupportDetails | undefined): Html {
  if (support?.aadsts === undefined && support?.correlationId === undefined) return html``;
  const number = support.aadsts === undefined ? '' : `AADSTS${support.aadsts}`;
  return html`<p class="support">${words.labelled(words.problem.support, [number, support.correlationId ?? ''].join(' ').trim())}</p>`;
}
