import { html } from 'hono/html';
import type { Link } from '../../../links/link.ts';
import { foreignText } from '../../components/foreign-text.ts';
import { csrfField, type Page } from '../../components/layout.ts';
import type { PageContext } from '../../components/page-context.ts';
import { TABS } from '../administrator-screen.ts';

export interface HoldPageView extends PageContext {
  readonly link: Link;
  readonly hold: NonNullable<Link['sync']['hold']>;
  /** Sealed view for the way back to the same page of the list, and its URL. */
  readonly view: string;
  readonly back: string;
}

/**
 * Asks for the decision about a user's held removals (PRODUCT C6, E1). Shows numbers only: the names are for their
 * owner.
 */
export function holdPage({ words, csrfToken, link, hold, view, back }: HoldPageView): Page {
  const { settings, users } = words;
  return {
    title: users.decideTitle,
    content: html`<div class="card"><p><strong>${foreignText(link.email)}</strong></p>
<p>${settings.hold(hold.removals, hold.of)}</p>
<ul><li id="hold-keep">${settings.holdKeepHint}</li><li id="hold-apply">${settings.holdApplyHint}</li></ul>
<p class="hint">${users.decideNames}</p>
<form class="actions" method="post" action="${TABS.users}/hold">${csrfField(csrfToken)}
<input type="hidden" name="userId" value="${link.userId}"><input type="hidden" name="view" value="${view}"><input type="hidden" name="removals" value="${hold.removals}">
<button class="primary" name="decision" value="keep" aria-describedby="hold-keep">${settings.holdKeep}</button>
<button name="decision" value="apply" aria-describedby="hold-apply">${settings.holdApply}</button>
<a class="button" href="${back}">${words.cancel}</a></form></div>`,
  };
}
