import { html } from 'hono/html';
import type { Words } from '../../../i18n/words.ts';
import { copyButton } from '../../components/copy-button.ts';
import type { Page } from '../../components/layout.ts';
import { TABS } from '../administrator-screen.ts';

/** The secret of a new webhook, shown this once (PRODUCT E3). */
export function webhookSecretPage(words: Words, secret: string): Page {
  const text = words.notifications;
  return {
    title: text.secretTitle,
    shownOnce: true,
    content: html`<section>
<p class="note good" role="status">${text.kept}</p>
<p>${text.secretExplanation}</p>
<label for="secret">${text.secret}</label>
<input type="text" id="secret" readonly value="${secret}">
<p class="actions">${copyButton(words, 'secret', text.copySecret, 'primary')}</p>
<p class="actions"><a class="button" href="${TABS.settings}#notices">${words.back}</a></p>
</section>`,
  };
}
