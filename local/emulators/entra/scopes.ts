import type { EntraApp } from './directory.ts';
import { EntraError } from './failures.ts';

const GRAPH = 'https://graph.microsoft.com/';
const OPENID_SCOPES = new Set(['openid', 'profile', 'email', 'offline_access']);

/**
 * Delegated Graph permissions that the emulator knows, as the consent pages word them. `users` tells whether an ordinary
 * user may consent under "Let Microsoft manage your consent settings", the default of new tenants.
 */
const GRAPH_PERMISSIONS = new Map([
  [
    'User.Read',
    { users: true, ja: 'サインインとユーザー プロファイルの読み取り', en: 'Sign you in and read your profile' },
  ],
  ['Contacts.Read', { users: true, ja: '連絡先の読み取り', en: 'Read your contacts' }],
  ['Contacts.ReadWrite', { users: false, ja: '連絡先へのフル アクセス', en: 'Have full access to your contacts' }],
  ['Mail.ReadBasic', { users: false, ja: 'メールの基本情報の読み取り', en: 'Read your mail without its body' }],
  ['Mail.Read', { users: false, ja: 'メールの読み取り', en: 'Read your mail' }],
  ['Mail.ReadWrite', { users: false, ja: 'メールの読み取りと書き込み', en: 'Read and write your mail' }],
]);

/** Scopes by their short names (`openid`, `Contacts.ReadWrite`), without duplicates. */
export type Scopes = readonly string[];

export function isGraphScope(scope: string): boolean {
  return !OPENID_SCOPES.has(scope);
}

/** The form of a scope in answers: Graph permissions with their full URI, the others short. */
export function fullName(scope: string): string {
  return isGraphScope(scope) ? GRAPH + scope : scope;
}

/** Whether an ordinary user may consent to all of these. */
export function usersMayConsent(scopes: Scopes): boolean {
  return scopes.every((scope) => GRAPH_PERMISSIONS.get(scope)?.users ?? true);
}

/** The text of a scope on a consent page. */
export function describeScope(scope: string): { ja: string; en: string } {
  return (
    GRAPH_PERMISSIONS.get(scope) ?? { ja: '基本プロファイルの表示とアクセスの維持', en: `Basic sign-in (${scope})` }
  );
}

/**
 * Reads a `scope` parameter; `.default` stands for the permissions of the app's registration.
 * @throws EntraError 70011 (empty, or of another resource), 650053 (no such permission)
 */
export function parseScopes(text: string, app: EntraApp): Scopes {
  const names = text.split(' ').filter((name) => name !== '');
  if (names.length === 0) throw new EntraError(70011, 'The scope is empty.');
  const expanded = names.flatMap((name) => (name === '.default' || name === `${GRAPH}.default` ? app.scopes : [name]));
  return [...new Set(expanded.map(shortName))];
}

/** The permissions of the app's registration, by short name. */
export function registeredScopes(app: EntraApp): Scopes {
  return app.scopes.map(shortName);
}

function shortName(name: string): string {
  if (OPENID_SCOPES.has(name)) return name;
  const short = name.startsWith(GRAPH) ? name.slice(GRAPH.length) : name;
  if (short.includes(':') || short.includes('/')) {
    throw new EntraError(70011, `The scope ${name} is not valid: this directory knows only Microsoft Graph.`);
  }
  if (!GRAPH_PERMISSIONS.has(short)) throw new EntraError(650053, `Scope '${short}', resource 'Microsoft Graph'.`);
  return short;
}
