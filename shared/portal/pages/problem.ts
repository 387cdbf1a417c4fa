import { html } from 'hono/html';
import type { Page } from '../layout.ts';
import type { Explanation, SupportDetails } from '../problem.ts';
import type { Words } from '../words.ts';

export interface ProblemPageOptions {
  readonly explanation: Explanation;
  readonly support?: SupportDetails | undefined;
  readonly backTo: string;
  /** A text that a user can send to the administrator, when it is the administrator who must act. */
  readonly message?: string | undefined;
  readonly adminCentre?: boolean;
}

/** A failure in plain words: what happened, who must act, what to do next (PRODUCT A4, B4). */
export function problemPage(
  words: Words,
  { explanation, support, backTo, message, adminCentre }: ProblemPageOptions,
): Page {
  const text = words.problem;
  return {
    title: explanation.title,
    content: html`<section>
<h2>${text.whatHappened}</h2>
<p>${explanation.happened}</p>
<h2>${text.whoActs}</h2>
<p>${explanation.who}</p>
<h2>${text.whatNext}</h2>
<ol>${explanation.steps.map((step) => html`<li>${step}</li>`)}</ol>
${adminCentre ? html`<p><a href="https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview">${text.entraAdminCentre}</a></p>` : ''}
${
  message === undefined
    ? ''
    : html`<label for="message">${text.messageForAdministrator}</label><textarea id="message" rows="5" readonly>${message}</textarea>`
}
<p class="actions"><a class="button primary" href="${backTo}">${words.back}</a></p>
</section>
${
  support?.aadsts === undefined && support?.correlationId === undefined
    ? ''
    : html`<p class="support">${text.support}: ${support.aadsts === undefined ? '' : `AADSTS${support.aadsts}`} ${support.correlationId ?? ''}</p>`
}`,
  };
}
