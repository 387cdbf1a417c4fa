import { html } from 'hono/html';
import type { HelpTopic } from '../../i18n/help-topics.ts';
import type { Words } from '../../i18n/words.ts';
import type { Session } from '../../identity/session.ts';
import { newOrganization, type Organization } from '../../organizations/organization.ts';
import { type FlashMessage, flashMessage } from '../components/flash-message.ts';
import type { Html, Page } from '../components/layout.ts';
import type { Call } from '../http/route.ts';

const BASE = '/organization/microsoft-365';

/** Tabs of the administrator's screen in their order; each is a page. */
export const TABS = {
  connection: BASE,
  users: `${BASE}/users`,
  keys: `${BASE}/api-keys`,
  settings: `${BASE}/settings`,
  audit: `${BASE}/audit`,
} as const;
type Tab = keyof typeof TABS;

const HELP: Readonly<Record<Tab, HelpTopic>> = {
  connection: 'set-up',
  users: 'watch',
  keys: 'api-key',
  settings: 'watch',
  audit: 'watch',
};

/** One tab of the screen 「外部サービス連携」 > 「Microsoft 365」, with links to the others. */
export function administratorScreen(words: Words, tab: Tab, content: Html, flash?: FlashMessage): Page {
  const text = words.administrator;
  return {
    title: text.tabs[tab],
    help: HELP[tab],
    wide: true,
    content: html`<nav class="tabs" aria-label="${words.microsoft365}">${Object.entries(TABS).map(
      ([name, path]) =>
        html`<a href="${path}" ${name === tab ? html`aria-current="page"` : ''}>${text.tabs[name as Tab]}</a>`,
    )}</nav>
${flashMessage(flash)}
${content}`,
  };
}

/** The visitor's organization; its initial state when none is stored. */
export async function readOrganization({ services, session }: Call<Session>): Promise<Organization> {
  const { organizationId, organizationName, entitled } = session.person;
  const known = await services.organizations.read(organizationId);
  return known?.organization ?? newOrganization(organizationId, organizationName, entitled);
}

/** Paths of other pages of a list, where they exist. */
export interface PageLinks {
  readonly first: string | undefined;
  readonly previous?: string | undefined;
  readonly next: string | undefined;
}

/** Links from a page of a list to the one before or else the first, and to the next. */
export function pageLinks({ users: text }: Words, { first, previous, next }: PageLinks): Html {
  const link = (to: string | undefined, label: string) =>
    to === undefined ? '' : html`<a class="button" href="${to}">${label}</a>`;
  const back = previous === undefined ? link(first, text.first) : link(previous, text.previous);
  return html`<p class="actions">${back}${link(next, text.next)}</p>`;
}
