import { html } from 'hono/html';
import * as z from 'zod';
import { WORDS } from '../i18n/words.ts';
import type { Language } from '../language.ts';
import type { Link, UserNotificationKind } from '../links/link.ts';
import type { AdministratorMessageKind } from '../organizations/organization-notifications.ts';
import type { Mail } from './channels.ts';

const addressSchema = z.email();

/** The address of the screen to which a user's notice links. */
const userScreen = (portal: string) => `${portal}/settings/microsoft-365`;
/** The address of the screen to which an administrator's notice links. */
export function administratorScreen(portal: string, kind: AdministratorMessageKind): string {
  const base = `${portal}/organization/microsoft-365`;
  switch (kind) {
    case 'holds':
      return `${base}/users?standing=held`;
    case 'trial':
      return `${base}/settings#notices`;
    case 'consent-missing':
    case 'plan':
      return base;
  }
}

/** The mail with a user's notice; `undefined` for a user without a verified address. */
export async function userMail(link: Link, kind: UserNotificationKind, portal: string): Promise<Mail | undefined> {
  const address = addressSchema.safeParse(link.email);
  if (!address.success) return undefined;
  const text = WORDS[link.language].notifications.mail;
  return mail(address.data, link.language, {
    subject: text.subjects[kind],
    happened: happened(link, kind),
    screen: userScreen(portal),
    switchOff: userScreen(portal),
    why: text.whyUser,
  });
}

function happened({ language, state, sync }: Link, kind: UserNotificationKind): string {
  const words = WORDS[language];
  switch (kind) {
    case 'hold':
      return words.notifications.mail.hold(sync.hold?.removals ?? 0, sync.hold?.of ?? 0);
    case 'reconnect-needed':
    case 'key-refused':
      return words.runFailures[state.name === 'reconnect-needed' ? state.reason : 'unknown'].text;
  }
}

/** The mail with a notice to one of an organization's administrators. @param count number of users concerned */
export function administratorMail(
  to: string,
  language: Language,
  kind: AdministratorMessageKind,
  count: number,
  portal: string,
): Promise<Mail> {
  const text = WORDS[language].notifications.mail;
  return mail(to, language, {
    subject: text.subjects[kind],
    happened: text.administrator[kind](count),
    screen: administratorScreen(portal, kind),
    switchOff: `${portal}/organization/microsoft-365/settings`,
    why: text.whyAdministrator,
  });
}

interface Content {
  readonly subject: string;
  readonly happened: string;
  readonly screen: string;
  /** The address of the screen where notices can be switched off. */
  readonly switchOff: string;
  /** The text that says why the reader gets this mail, and how to stop it. */
  readonly why: string;
}

async function mail(
  to: string,
  language: Language,
  { subject, happened, screen, switchOff: settings, why }: Content,
): Promise<Mail> {
  const { product, notifications } = WORDS[language];
  const switchOff = `${settings}#notices`;
  const { open, off, greeting } = notifications.mail;
  const text = [greeting, happened, `${open}\n${screen}`, '--', why, `${off}\n${switchOff}`, product].join('\n\n');
  const page = await html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${subject}</title></head>
<body style="font:15px/1.7 'Segoe UI','Yu Gothic UI','Hiragino Sans',sans-serif;color:#242424;max-width:600px">
<p>${greeting}</p><p>${happened}</p><p><a href="${screen}">${open}</a></p>
<hr><p style="font-size:13px;color:#5c5c5c">${why}<br><a href="${switchOff}">${off}</a><br>${product}</p>
</body></html>`;
  return { to, subject, text: `${text}\n`, html: String(page) };
}
