import { html } from 'hono/html';
import { csrfField, type Html } from '../components/layout.ts';
import type { UserView } from './user-view.ts';

/** The notices to the user, and the switch (PRODUCT E3). Nothing for somebody of whom nothing is kept. */
export function notificationSwitch({ words, csrfToken, link, mailIsSetUp }: UserView): Html {
  if (link === undefined) return html``;
  const text = words.notifications;
  const { off } = link.notices;
  const choice = html`<p>${off ? text.userOff : text.userOn(link.email)}</p>
<form class="actions" method="post" action="/settings/microsoft-365/notices">${csrfField(csrfToken)}<button name="notices" value="${off ? 'on' : 'off'}">${off ? text.switchOn : text.switchOff}</button></form>`;
  const unable = mailIsSetUp ? text.noAddress : text.mailOff;
  return html`<section id="notices"><h2>${text.title}</h2>${mailIsSetUp && link.email !== '' ? choice : html`<p class="hint">${unable}</p>`}</section>`;
}
