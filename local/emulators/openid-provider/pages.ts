import { html, raw } from 'hono/html';
import type { PortalPerson } from './people.ts';

type Html = ReturnType<typeof html>;

const ROLE_NAMES = { administrator: '管理者 Administrator', user: 'ユーザー User' } as const;

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; background: light-dark(#eef3f1, #16201d); color: light-dark(#1b1b1b, #f2f2f2); font: 16px/1.6 system-ui, sans-serif }
.stand-in { margin: 0; padding: .5rem 1rem; background: #004d3d; color: #fff; text-align: center; font-size: .9rem }
main { max-width: 34rem; margin: 2rem auto; padding: 1.5rem 2rem; background: light-dark(#fff, #22302b); box-shadow: 0 2px 6px #0003 }
h1 { margin: 0 0 1rem; font-size: 1.4rem } small { display: block; color: light-dark(#555, #b5b5b5); font-size: .85rem }
ul { padding: 0; list-style: none } li { margin: .75rem 0 }
button { padding: .5rem 1rem; border: 1px solid light-dark(#666, #8a8a8a); background: transparent; color: inherit; font: inherit; cursor: pointer }
li button { width: 100%; text-align: left } button span { display: block; font-size: .9rem } .about { color: light-dark(#555, #b5b5b5); font-size: .85rem }`;

function page(title: string, english: string, body: Html): Promise<string> {
  return Promise.resolve(html`<!doctype html>
<html lang="ja">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title><style>${STYLE}</style></head>
<body>
<p class="stand-in" role="note">名刺管理システムのお試し用サインイン画面です。 Local stand-in for the card system's sign-in.</p>
<main><h1>${title}<small lang="en">${english}</small></h1>${body}</main>
</body></html>`).then(String);
}

/** One button per person; no password is required. */
export function personPicker(people: readonly PortalPerson[]): Promise<string> {
  return page(
    '名刺管理システムにサインイン',
    'Sign in to the card system',
    html`<form method="post"><ul>${people.map(
      (person) => html`<li>
<button name="subject" value="${person.subject}">${person.name} <span>${person.email}</span> <span class="about">${about(person)}</span></button></li>`,
    )}</ul></form>`,
  );
}

function about({ organizationName, role, plan, emailVerified }: PortalPerson): string {
  const parts = [organizationName, role === undefined ? '権限なし No role' : ROLE_NAMES[role], `プラン Plan: ${plan}`];
  return (emailVerified ? parts : [...parts, 'メールアドレス未確認 e-mail not verified']).join('・');
}

/**
 * Asks for confirmation of a sign-out.
 * @param form the provider's own form, named `op.logoutForm`, with its CSRF protection
 */
export function signOutQuestion(form: string): Promise<string> {
  return page(
    'サインアウトしますか?',
    'Do you want to sign out?',
    html`${raw(form.replace('</form>', '<button name="logout" value="yes">サインアウト Sign out</button></form>'))}`,
  );
}

export function signedOut(): Promise<string> {
  return page('サインアウトしました', 'You are signed out', html`<p>ブラウザーを閉じてください。</p>`);
}

export function failure(error: string, description: string): Promise<string> {
  return page('サインインできませんでした', 'Sign-in failed', html`<p><code>${error}: ${description}</code></p>`);
}
