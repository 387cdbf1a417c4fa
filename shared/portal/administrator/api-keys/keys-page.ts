import { html } from 'hono/html';
import { MAX_LINES } from '../../../api-keys/key-file.ts';
import type { WaitingKey } from '../../../api-keys/supply-key.ts';
import { apiKeyField } from '../../components/api-key-field.ts';
import type { FlashMessage } from '../../components/flash-message.ts';
import { foreignText } from '../../components/foreign-text.ts';
import { csrfField, type Html, type Page } from '../../components/layout.ts';
import { livePart, newsLine, stateAtRest } from '../../components/live-region.ts';
import type { LiveState } from '../../components/live-state.ts';
import { shownMoment } from '../../components/moment.ts';
import type { PageContext } from '../../components/page-context.ts';
import { administratorScreen, type PageLinks, pageLinks, TABS } from '../administrator-screen.ts';
import { INVITATIONS } from '../invitations/invitations-page.ts';

/** An API key that is waiting for its person, with its path for withdrawing it. */
interface ListedKey extends WaitingKey {
  readonly withdraw: string;
}

export interface KeysPageView extends PageContext {
  /** Address to prefill the form with, if known. */
  readonly email: string;
  /** API keys of people who have not signed in yet. */
  readonly waiting: readonly ListedKey[];
  readonly pages: PageLinks;
  /** Error of the address of the submitted key. */
  readonly emailError?: string | undefined;
  /** Error of the submitted key. */
  readonly error?: string | undefined;
  readonly fileError?: string | undefined;
  readonly flash?: FlashMessage | undefined;
}

/** The users' API keys: entering one, or uploading a file of them (PRODUCT A7). */
export function keysPage(view: KeysPageView): Page {
  const { words, csrfToken, email, emailError, error, fileError, flash } = view;
  const text = words.organization;
  const file = words.keyFile;
  return administratorScreen(
    words,
    'keys',
    html`${isWrong(view) ? '' : newsLine(words, TABS.keys, keysLive(view))}<section aria-labelledby="one"><h2 id="one">${words.keys.one}</h2>
<p>${text.apiKeysExplanation}</p>
<form method="post" action="${TABS.keys}" data-asks>
${csrfField(csrfToken)}
<label for="email">${text.email}</label>
<input type="text" inputmode="email" id="email" name="email" required autocomplete="off" spellcheck="false" value="${email}"
 ${emailError === undefined ? '' : html`aria-invalid="true" autofocus aria-describedby="email-error"`}>
${emailError === undefined ? '' : html`<p class="error" id="email-error">${emailError}</p>`}
${apiKeyField(words, error)}
<p class="actions"><button class="primary">${text.register}</button></p>
</form></section>
<section aria-labelledby="many"><h2 id="many">${file.title}</h2>
<p>${file.explanation(MAX_LINES)}</p>
<pre class="sample" tabindex="0" role="region" aria-label="${file.sample}"><code>email,api key
hanako@example.com,0123456789abcdefghijklmnopqrstuv</code></pre>
<form method="post" action="${TABS.keys}/file" enctype="multipart/form-data">
${csrfField(csrfToken)}
<label for="file">${file.choose}</label>
<input type="file" id="file" name="file" required accept=".csv,text/csv"
 ${fileError === undefined ? '' : html`aria-invalid="true" autofocus aria-describedby="file-error"`}>
${fileError === undefined ? '' : html`<p class="error" id="file-error">${fileError}</p>`}
<p class="hint">${file.duration}</p>
<p class="actions"><button>${file.upload}</button></p>
</form></section>
${livePart('waiting-part', waitingSection(view))}
<section aria-labelledby="invite"><h2 id="invite">${words.invitations.title}</h2><p>${words.invitations.explanation}</p>
<p class="actions"><a class="button" href="${INVITATIONS}">${words.invitations.open}</a></p></section>`,
    flash,
  );
}

/** Whether the page answers a form that was not taken. */
export function isWrong({ emailError, error, fileError }: Partial<KeysPageView>): boolean {
  return emailError !== undefined || error !== undefined || fileError !== undefined;
}

/** The live state of the keys that wait: one is entered, withdrawn, or handed over. */
export function keysLive({ waiting }: { readonly waiting: readonly WaitingKey[] }): LiveState {
  return stateAtRest(waiting.map(({ email, suppliedAt }) => [email, suppliedAt]));
}

/** People whose API key is stored and who have not signed in yet; all others are in the list of users. */
function waitingSection({ language, words, waiting, pages }: KeysPageView): Html {
  const text = words.keys;
  const row = ({ email, suppliedAt, withdraw }: ListedKey) => html`<tr>
<td data-label="${words.organization.email}">${foreignText(email)}</td>
<td data-label="${text.suppliedAt}">${shownMoment(suppliedAt, language)}</td>
<td data-label="${words.users.columns.action}"><a class="button small" href="${withdraw}" aria-label="${text.withdraw}: ${email}">${text.withdraw}</a></td></tr>`;
  return html`<section aria-labelledby="waiting"><h2 id="waiting">${text.waiting}</h2>
<p>${text.waitingHint} <a href="${TABS.users}">${text.others}</a></p>
${
  waiting.length === 0
    ? html`<p class="hint">${text.noneWaits}</p>`
    : html`<div class="table stacked"><table><caption class="unseen">${text.waiting}</caption>
<thead><tr><th scope="col">${words.organization.email}</th><th scope="col">${text.suppliedAt}</th><th scope="col">${words.users.columns.action}</th></tr></thead>
<tbody>${waiting.map(row)}</tbody></table></div>`
}
${pageLinks(words, pages)}</section>`;
}
