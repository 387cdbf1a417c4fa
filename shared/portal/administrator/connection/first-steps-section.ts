import { html } from 'hono/html';
import type { Words } from '../../../i18n/words.ts';
import { FIRST_STEPS, type FirstSteps } from '../../../links/first-steps.ts';
import type { Html } from '../../components/layout.ts';
import { TABS } from '../administrator-screen.ts';
import { INVITATIONS } from '../invitations/invitations-page.ts';

const LEADS_TO: Readonly<Record<keyof FirstSteps, string>> = {
  consent: `${TABS.connection}#contacts`,
  keys: TABS.keys,
  notices: `${TABS.settings}#notices`,
  link: INVITATIONS,
};
/** Where the address for users can be copied, since no mail invites them. */
const WITHOUT_MAIL = `${TABS.connection}#contacts`;

/** What an administrator does first, each step with its page and whether it is done (PRODUCT G4). */
export function firstStepsSection(
  { firstSteps: text }: Words,
  steps: FirstSteps | undefined,
  mailIsSetUp: boolean,
): Html {
  if (steps === undefined) return html``;
  const leadsTo = mailIsSetUp ? LEADS_TO : { ...LEADS_TO, link: WITHOUT_MAIL };
  const item = (step: keyof FirstSteps) => html`<li><div class="head"><a href="${leadsTo[step]}">${text.steps[step]}</a>
<span class="badge ${steps[step] ? 'good' : ''}">${steps[step] ? text.done : text.open}</span></div></li>`;
  return html`<section aria-labelledby="first-steps"><h2 id="first-steps">${text.title}</h2>
<ol class="findings">${FIRST_STEPS.map(item)}</ol></section>`;
}
