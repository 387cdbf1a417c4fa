import { html } from 'hono/html';
import { accountKey, type Directory, type EntraAccount, type EntraApp, ROLE_TEMPLATES } from './directory.ts';
import { type EntraError, failureAnswer } from './failures.ts';
import { describeScope, type Scopes } from './scopes.ts';

type Html = ReturnType<typeof html>;

const ROLE_NAMES = new Map<string, string>([
  [ROLE_TEMPLATES.globalAdministrator, 'グローバル管理者 Global Administrator'],
  [ROLE_TEMPLATES.privilegedRoleAdministrator, '特権ロール管理者 Privileged Role Administrator'],
  [ROLE_TEMPLATES.cloudApplicationAdministrator, 'クラウド アプリケーション管理者 Cloud Application Administrator'],
  [ROLE_TEMPLATES.applicationAdministrator, 'アプリケーション管理者 Application Administrator'],
]);

const STYLE = `
body { margin: 0; background: #f2f2f2; color: #1b1b1b; font: 16px/1.6 system-ui, sans-serif }
.stand-in { margin: 0; padding: .5rem 1rem; background: #5c2e00; color: #fff; text-align: center; font-size: .9rem }
main { max-width: 34rem; margin: 2rem auto; padding: 1.5rem 2rem; background: #fff; box-shadow: 0 2px 6px #0003 }
h1 { margin: 0 0 1rem; font-size: 1.4rem } small { display: block; color: #555; font-size: .85rem }
ul { padding: 0; list-style: none } li { margin: .75rem 0 }
button { padding: .5rem 1rem; border: 1px solid #666; background: #fff; font: inherit; cursor: pointer }
.account { width: 100%; text-align: left } .account span { display: block; font-size: .9rem }
.primary { border-color: #0067b8; background: #0067b8; color: #fff }
li p { margin: .25rem 0 0; color: #555; font-size: .85rem }
code { overflow-wrap: anywhere }`;

function page(title: string, english: string, body: Html): Html {
  return html`<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body>
<p class="stand-in" role="note">これは Microsoft のサインイン画面ではありません。お試し用の代わりの画面です。 Local stand-in for Microsoft's sign-in.</p>
<main><h1>${title}<small lang="en">${english}</small></h1>${body}</main>
</body></html>`;
}

/**
 * @param action where the choice is posted to
 * @param hint user principal name to list first
 */
export function accountPicker(directory: Directory, app: EntraApp, action: string, hint?: string): Html {
  const people = directory.people.toSorted(
    (a, b) => Number(b.userPrincipalName === hint) - Number(a.userPrincipalName === hint),
  );
  return page(
    'アカウントを選択する',
    `Pick an account to continue to ${app.name}`,
    html`<form method="post" action="${action}" data-page="account-picker"><ul>${people.map((person, index) => {
      const tenant = directory.tenant(person.tenantId)?.name ?? person.tenantId;
      return html`<li>
<button class="account" name="account" value="${accountKey(person)}" data-account="${person.userPrincipalName}" aria-describedby="about-${index}">${person.displayName} <span>${person.userPrincipalName}</span></button>
<p id="about-${index}">${tenant}・${roleNames(person)}${directory.isEnabled(person) ? '' : '・無効 disabled'}</p></li>`;
    })}</ul></form>`,
  );
}

export interface ConsentQuestion {
  app: EntraApp;
  account: EntraAccount;
  scopes: Scopes;
  action: string;
  /** Whether accepting binds the whole organization: always, if ticked, or never. */
  organization: 'always' | 'optional' | 'never';
}

/** The consent prompt of a sign-in, and of the admin consent page. */
export function consentPrompt(question: ConsentQuestion): Html {
  const { app, account, scopes, action, organization } = question;
  const forAll = organization === 'always';
  return page(
    forAll ? '組織のアクセス許可の確認' : 'アクセス許可の要求',
    forAll ? 'Permissions requested: review for your organization' : 'Permissions requested',
    html`<p>${account.userPrincipalName}</p>
<p><strong>${app.name}</strong> が次の許可を求めています。<small lang="en">This app would like to:</small></p>
<ul>${scopes.map((scope) => html`<li data-scope="${scope}">${describeScope(scope).ja}<small lang="en">${describeScope(scope).en}</small></li>`)}</ul>
${forAll ? html`<p>承諾すると、組織のすべてのユーザーに代わって同意したことになります。<small lang="en">If you accept, this app gets access for all users in your organization.</small></p>` : ''}
<form method="post" action="${action}" data-page="consent">
<input type="hidden" name="account" value="${accountKey(account)}">
${organization === 'optional' ? html`<p><label><input type="checkbox" name="organization" value="on"> 組織の代理として同意する <small lang="en">Consent on behalf of your organization</small></label></p>` : ''}
<button name="decision" value="cancel">キャンセル Cancel</button>
<button class="primary" name="decision" value="accept">承諾 Accept</button>
</form>`,
  );
}

/** The page for a person who must not grant the consent (AADSTS90094). */
export function approvalRequired(account: EntraAccount, app: EntraApp, action: string): Html {
  return page(
    '管理者の承認が必要',
    'Admin approval required',
    html`<p>${account.userPrincipalName}・${roleNames(account)}</p>
<p><strong>${app.name}</strong> は、組織のリソースにアクセスするために、管理者だけが与えられる許可を必要としています。使用する前に、このアプリへの許可を管理者に依頼してください。
<small lang="en">${app.name} needs permission to access resources in your organization that only an admin can grant. Ask an admin to grant permission to this app before you can use it.</small></p>
<p><code data-aadsts="90094">AADSTS90094</code></p>
${otherAccount(action)}
<form method="post" action="${action}" data-page="approval-required">
<input type="hidden" name="account" value="${accountKey(account)}">
<button name="decision" value="cancel">同意せずにアプリに戻る Return to the application without granting consent</button>
</form>`,
  );
}

/** A failure that Entra shows on its own page and does not return to the app. */
export function failurePage(failure: EntraError, action: string): Html {
  return page(
    '申し訳ありませんが、サインイン中に問題が発生しました',
    'Sorry, but we’re having trouble signing you in.',
    html`<p data-page="failure" data-aadsts="${failure.code}"><code>${failureAnswer(failure).error_description}</code></p>
${failure.code === 50020 || failure.code === 50057 ? otherAccount(action) : ''}`,
  );
}

/**
 * The page after a sign-out without a redirect.
 * @param frames addresses of the apps that are told
 */
export function signedOut(frames: readonly string[]): Html {
  return page(
    'アカウントからサインアウトしました',
    'You signed out of your account',
    html`<p data-page="signed-out">ブラウザーを閉じてください。<small lang="en">Close your browser.</small></p>
${frames.map((address) => html`<iframe hidden title="" src="${address}"></iframe>`)}`,
  );
}

function otherAccount(action: string): Html {
  const url = new URL(action, 'http://same.invalid');
  url.searchParams.set('prompt', 'select_account');
  return html`<p><a href="${url.pathname}${url.search}">別のアカウントでサインインする Sign in with another account</a></p>`;
}

function roleNames(account: EntraAccount): string {
  const roles = account.roles.map((role) => ROLE_NAMES.get(role) ?? role);
  const named = roles.length === 0 ? '一般ユーザー User' : roles.join('、');
  return account.homeTenantId === undefined ? named : `${named}（ゲスト guest）`;
}
