import type { Session } from '../identity/session.ts';
import type { CardId } from '../ids.ts';
import { changeSettings, type SettingsDependencies } from './change-settings.ts';
import type { Organization } from './organization.ts';

const MAX_LENGTH = 500;

/**
 * Keeps the address of a card's detail page (PRODUCT C5), or takes it away when nothing is given. `invalid` when it is
 * not an address that may stand in people's notes: https on an allowed host or one below it, with `{id}`. A local stack
 * names its host with a port, and only such a host may be plain http.
 *
 * @param seen what the page showed, by `shownAs`
 */
export async function setCardUrl(
  deps: SettingsDependencies,
  session: Session,
  { typed, seen }: { readonly typed: string; readonly seen: string },
  allowedHosts: readonly string[],
): Promise<'kept' | 'invalid' | 'overtaken'> {
  const template = typed.trim();
  if (template !== '' && !isAllowed(template, allowedHosts)) return 'invalid';
  const change = (organization: Organization) => ({ ...organization, cardUrlTemplate: template });
  return (await changeSettings(deps, session, 'card-url', seen, change)) ? 'kept' : 'overtaken';
}

/** The address of a card's page by this template; `undefined` where the template asks for more than the card's id. */
export function cardPage(template: string, cardId: CardId): string | undefined {
  if (template === '' || /\{(?:personId|companyId)\}/.test(template)) return undefined;
  return template.replaceAll('{id}', encodeURIComponent(cardId.toWellFormed()));
}

/** What the link of a card could look like by this template, with made-up ids; `undefined` without a template. */
export function exampleCardPage(template: string): string | undefined {
  return template === '' ? undefined : template.replaceAll(/\{(?:id|personId|companyId)\}/g, EXAMPLE_ID);
}
const EXAMPLE_ID = '0123456789ABCDEF';

function isAllowed(template: string, allowedHosts: readonly string[]): boolean {
  const example = template.replaceAll(/\{(?:id|personId|companyId)\}/g, 'x');
  if (template.length > MAX_LENGTH || !template.includes('{id}') || !URL.canParse(example)) return false;
  // It goes into people's notes: one line, one address, nothing that looks like another one.
  if (!/^[\x21-\x7e]+$/.test(template) || /[\\<>"]/.test(template)) return false;
  const { protocol, host, username, password } = new URL(example);
  if (username !== '' || password !== '') return false;
  return allowedHosts.some((allowed) =>
    allowed.includes(':')
      ? host === allowed && (protocol === 'http:' || protocol === 'https:')
      : protocol === 'https:' && (host === allowed || host.endsWith(`.${allowed}`)),
  );
}
