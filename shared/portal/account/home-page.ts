import { html } from 'hono/html';
import type { Words } from '../../i18n/words.ts';
import type { Page } from '../components/layout.ts';

/**
 * The home page, with links by role.
 *
 * @param signedOut whether the last person who used the portal in this browser signed out
 */
export function homePage(
  words: Words,
  visitor: { administrator: boolean } | undefined,
  { signedOut, isForOneCompany }: { readonly signedOut: boolean; readonly isForOneCompany: boolean },
): Page {
  const text = words.home;
  const intro = html`<p>${text.explanation}</p>`;
  if (visitor === undefined) {
    return {
      title: text.welcome,
      content: html`${signedOut ? html`<p class="note good" role="status">${text.signedOut}</p>` : ''}${intro}<div class="card"><p>${isForOneCompany ? text.signInAtCompany : text.signInFirst}</p><p class="actions"><a class="button primary" href="/sign-in">${words.signIn}</a></p></div>`,
    };
  }
  return {
    title: text.welcome,
    content: html`${intro}
<ul class="choices">
<li><a href="/settings/microsoft-365"><strong>${text.mySettings}</strong><span>${text.mySettingsHint}</span></a></li>
${
  visitor.administrator
    ? html`<li><a href="/organization/microsoft-365"><strong>${text.organizationSettings}</strong><span>${text.organizationSettingsHint}</span></a></li>`
    : ''
}
</ul>`,
  };
}

/** The page for an organization whose plan lacks the feature (PRODUCT A6). */
export function planPage(words: Words, administrator: boolean): Page {
  return {
    title: words.plan.title,
    content: html`<div class="card"><p>${words.plan.happened}</p><p>${words.plan.next}</p>
<p class="actions"><a class="button" href="/">${words.errors.home}</a></p></div>
<div class="card"><p>${words.plan.endings}</p><ul>
<li><a href="/settings/microsoft-365/unlink">${words.plan.unlink}</a></li>
${
  administrator
    ? html`<li><a href="/organization/microsoft-365/contacts/disconnect">${words.plan.disconnect}</a></li>
<li><a href="/organization/microsoft-365/erasure">${words.erasure.title}</a></li>`
    : ''
}
</ul></div>`,
  };
}
