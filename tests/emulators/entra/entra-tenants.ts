import { plainBrowser, type Stop } from '../../../local/demo/plain-browser.ts';
import {
  type DirectoryChange,
  type EntraAccount,
  PERSONAL_TENANT,
  ROLE_TEMPLATES,
  startEntraEmulator,
} from '../../../local/emulators/entra/emulator.ts';
import type { Store } from '../../../local/emulators/store.ts';

export const CONTOSO = '11111111-0000-4000-8000-000000000001';
export const FABRIKAM = '22222222-0000-4000-8000-000000000002';
export const NOWHERE = '33333333-0000-4000-8000-000000000003';
export const CLIENT_ID = 'aaaaaaaa-0000-4000-8000-00000000000a';
export const SECRET = 'local-secret';
export const REDIRECT = 'http://localhost:7071/callback';
export const CONTACTS = 'https://graph.microsoft.com/Contacts.ReadWrite';

/** The labels of buttons. */
export const ACCEPT = '承諾 Accept';
export const CANCEL = 'キャンセル Cancel';
export const RETURN = '同意せずにアプリに戻る Return to the application without granting consent';

export const admin = person(CONTOSO, 'a1', 'admin@contoso.example', '管理 一郎', [ROLE_TEMPLATES.globalAdministrator]);
export const appAdmin = person(CONTOSO, 'a2', 'apps@contoso.example', '応用 二郎', [
  ROLE_TEMPLATES.applicationAdministrator,
]);
export const hanako = person(CONTOSO, 'b1', 'hanako@contoso.example', '佐藤 花子');
export const stranger = person(FABRIKAM, 'c1', 'taro@fabrikam.example', '鈴木 太郎');
export const guestAtHome = person(FABRIKAM, 'c2', 'guest@fabrikam.example', '客 三郎');
export const guest = { ...guestAtHome, tenantId: CONTOSO, objectId: objectId('d2'), homeTenantId: FABRIKAM };
export const retired = { ...person(CONTOSO, 'b9', 'retired@contoso.example', '退職 四郎'), disabled: true };
export const personal = person(PERSONAL_TENANT, 'e1', 'taro@outlook.example', '個人 五郎');

/** The app in the tenant of Contoso, as changes name it. */
export const installed = { tenantId: CONTOSO, clientId: CLIENT_ID };
export const CONSENT: DirectoryChange = { kind: 'grant-consent', ...installed };

export type Entra = Awaited<ReturnType<typeof startEntraEmulator>>;

/** Contoso and Fabrikam, their people, and one multi-tenant app that nobody has consented to. */
export function startTenants(store: Store): Promise<Entra> {
  return startEntraEmulator({
    store,
    tenants: [
      { id: CONTOSO, name: 'Contoso' },
      { id: FABRIKAM, name: 'Fabrikam' },
    ],
    accounts: [admin, appAdmin, hanako, stranger, guestAtHome, guest, retired, personal],
    apps: [{ clientId: CLIENT_ID, name: '名刺連携', secret: SECRET, redirectUris: [REDIRECT], scopes: [CONTACTS] }],
  });
}

/** Asks for a sign-in that may write contacts. */
export function authorizeUrl(origin: string, changed: Record<string, string> = {}, tenant = CONTOSO): string {
  return address(`${origin}/${tenant}/oauth2/v2.0/authorize`, {
    client_id: CLIENT_ID,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: `${CONTACTS} openid profile offline_access`,
    state: 'the-state',
    ...changed,
  });
}

export function address(endpoint: string, query: Record<string, string>): string {
  return `${endpoint}?${new URLSearchParams(query)}`;
}

/** The form browser, with what these pages and callbacks tell. */
export function createBrowser() {
  const browser = plainBrowser({ halt: ({ href }) => href.startsWith(REDIRECT) });
  const read = async (going: Promise<Stop>) => {
    const { url, html } = await going;
    return {
      page: /data-page="([^"]+)"/.exec(html)?.[1],
      aadsts: /data-aadsts="([^"]+)"/.exec(html)?.[1],
      callback: (name: string) => (html === '' ? url.searchParams.get(name) : undefined),
    };
  };
  return {
    open: (address: string) => read(browser.open(address)),
    pick: (who: EntraAccount) => read(browser.press(`${who.displayName} ${who.userPrincipalName}`)),
    press: (label: string, filledIn?: Record<string, string>) => read(browser.press(label, filledIn)),
    forge: (label: string, fields: Record<string, string>) => read(browser.press(label, {}, fields)),
    follow: (label: string) => read(browser.follow(label)),
  };
}

function objectId(last: string): string {
  return `00000000-0000-4000-8000-0000000000${last}`;
}

function person(
  tenantId: string,
  last: string,
  userPrincipalName: string,
  displayName: string,
  roles: string[] = [],
): EntraAccount {
  return { tenantId, objectId: objectId(last), userPrincipalName, displayName, roles };
}
