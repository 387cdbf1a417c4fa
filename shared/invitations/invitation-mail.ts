import { html } from 'hono/html';
import { WORDS } from '../i18n/words.ts';
import type { Mail } from '../notifications/channels.ts';
import type { Invitation } from './invitation.ts';

interface About {
  readonly organizationName: string;
  /** Whether the person's key is there already. */
  readonly hasKey: boolean;
  /** Origin of the portal. */
  readonly portal: string;
}

/** The mail that invites one person to link a mailbox (PRODUCT E9). */
export async function invitationMail(
  { email, language, inviter }: Pick<Invitation, 'email' | 'language' | 'inviter'>,
  { organizationName, hasKey, portal }: About,
): Promise<Mail> {
  const { product, invitations } = WORDS[language];
  const { mail } = invitations;
  const screen = `${portal}/settings/microsoft-365`;
  const help = `${portal}/help`;
  const what = [mail.greeting(organizationName), mail.what, hasKey ? mail.withKey : mail.withoutKey];
  const end = [mail.ask(inviter), `${mail.help}\n${help}`];
  const text = [...what, `${mail.button}\n${screen}`, ...end, '--', mail.why, product].join('\n\n');
  const page = await html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${mail.subject}</title></head>
<body style="font:15px/1.7 'Segoe UI','Yu Gothic UI','Hiragino Sans',sans-serif;color:#242424;max-width:600px">
${what.map((paragraph) => html`<p>${paragraph}</p>`)}
<p><a href="${screen}" style="display:inline-block;padding:8px 20px;border-radius:4px;background:#0f6cbd;color:#ffffff;text-decoration:none">${mail.button}</a></p>
<p>${mail.ask(inviter)}</p><p><a href="${help}">${mail.help}</a></p>
<hr><p style="font-size:13px;color:#5c5c5c">${mail.why}<br>${product}</p>
</body></html>`;
  return { to: email, subject: mail.subject, text: `${text}\n`, html: String(page) };
}
