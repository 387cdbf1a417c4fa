import { html } from 'hono/html';
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

/** One tab of the screen 「外部サービス連携」 > 「Microsoft 365」, with links to the others. */
export function administratorScreen(words: Words, tab: Tab, content: Html, flash?: FlashMessage): Page {
  const text = words.administrator;
  const title = `${words.microsoft365} - ${words.organization.title}`;
  return {
    title: tab === 'connection' ? title : `${text.tabs[tab]} - ${title}`,
    heading: words.microsoft365,
    within: words.organization.title,
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

/** Links from a page of a list to the first and next one, where they exist. */
export function pageLinks(words: Words, first: string | undefined, next: string | undefined): Html {
  const link = (to: string | undefined, label: string) =>
    to === undefined ? '' : html`<a class="button" href="${to}">${label}</a>`;
  return html`<p class="actions">${link(first, words.users.first)}${link(next, words.users.next)}</p>`;
}
