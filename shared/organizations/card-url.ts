import type { Session } from '../identity/session.ts';
import type { CardId } from '../ids.ts';
import { bareUrl } from '../plain-text.ts';
import { changeSettings, type SettingsDependencies } from './change-settings.ts';
import type { Organization } from './organization.ts';

const MAX_LENGTH = 500;

/**
 * Saves the address of a card's detail page (PRODUCT C5), or removes it when the value is empty. `invalid` unless it
 * is a https URL on an allowed host or a subdomain of one, and contains `{id}`. The local stack lists its host with a
 * port; only such a host may use plain http.
 *
 * @param seen the value that the page showed, by `shownAs`
 */
export async function setCardUrl(
  deps: SettingsDependencies,
  session: Session,
  { typed, seen }: { readonly typed: string; readonly seen: string },
  allowedHosts: readonly string[],
): Promise<'kept' | 'invalid' | 'overtaken'> {
  const template = bareUrl(typed).replaceAll(/\{id\}/gi, '{id}');
  if (template !== '' && !isAllowed(template, allowedHosts)) return 'invalid';
  const change = (organization: Organization) => ({ ...organization, cardUrlTemplate: template });
  return (await changeSettings(deps, session, 'card-url', seen, change)) ? 'kept' : 'overtaken';
}

/** The URL of a card's page; `undefined` when the template needs more than the card's id. */
export function cardPage(template: string, cardId: CardId): string | undefined {
  if (template === '' || /\{(?:personId|companyId)\}/.test(template)) return undefined;
  return template.replaceAll('{id}', encodeURIComponent(cardId.toWellFormed()));
}

/** Example of a card's page with made-up ids; `undefined` without a template. */
export function exampleCardPage(template: string): string | undefined {
  return template === '' ? undefined : template.replaceAll(/\{(?:id|personId|companyId)\}/g, EXAMPLE_ID);
}
const EXAMPLE_ID = '0123456789ABCDEF';

function isAllowed(template: string, allowedHosts: readonly string[]): boolean {
  const example = template.replaceAll(/\{(?:id|personId|companyId)\}/g, 'x');
  if (template.length > MAX_LENGTH || !template.includes('{id}') || !URL.canParse(example)) return false;
  // The URL goes into people's notes, so characters are rejected that break the line or make it look like another URL.
  if (!/^[\x21-\x7e]+$/.test(template) || /[\\<>"]/.test(template)) return false;
  const { protocol, host, username, password } = new URL(example);
  if (username !== '' || password !== '') return false;
  return allowedHosts.some((allowed) =>
    allowed.includes(':')
      ? host === allowed && (protocol === 'http:' || protocol === 'https:')
      : protocol === 'https:' && (host === allowed || host.endsWith(`.${allowed}`)),
  );
}
