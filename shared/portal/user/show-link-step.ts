import { explainLinking } from '../../i18n/explain.ts';
import type { Session } from '../../identity/session.ts';
import type { LinkStep } from '../../links/linking/link-step.ts';
import { problemPage } from '../components/problem-page.ts';
import { questionPage } from '../components/question-page.ts';
import { appRegistrationOf } from '../consent/app-registration.ts';
import { type PortalResponse, pageResponse, redirectSaying, redirectTo } from '../http/response.ts';
import type { Call } from '../http/route.ts';
import { folderConflictPage } from './folder-conflict-page.ts';

/** Shows the result of a link step: redirects to Microsoft or to the user's screen, or explains a failure. */
export async function showLinkStep(call: Call<Session | undefined>, step: LinkStep): Promise<PortalResponse> {
  const { words, session } = call;
  const backTo = '/settings/microsoft-365';
  switch (step.kind) {
    case 'redirect':
      return redirectTo(step.url);
    case 'linked':
      return step.before === true ? redirectSaying(backTo, 'linked-before') : redirectTo(backTo);
    case 'other-account': {
      const { name = '', verifiedEmail = '', csrfToken = '' } = { ...session?.person, ...session };
      const text = words.accountQuestion;
      return pageResponse(
        questionPage(words, csrfToken, {
          title: text.title,
          text: [text.accounts(verifiedEmail || name, step.account), text.consequence],
          action: '/settings/microsoft-365/link',
          fields: { confirmed: step.question },
          confirm: text.confirm,
          ends: false,
          back: backTo,
        }),
      );
    }
    case 'own-folder':
      return pageResponse(folderConflictPage(words, session?.csrfToken ?? '', step.question), 400);
    case 'failed': {
      const explanation = explainLinking(words, step.code);
      const subject = await contactsApp(call);
      return pageResponse(
        problemPage(words, {
          explanation,
          support: step,
          backTo,
          subject,
          asker: session?.person,
          account: step.account,
          linkedAccount: step.linkedAccount,
        }),
        400,
      );
    }
  }
}

/** The app registration for contacts in the tenant of the visitor's organization. */
async function contactsApp({ services, session, words }: Call<Session | undefined>) {
  if (session === undefined) return undefined;
  const contacts = (await services.organizations.read(session.person.organizationId))?.organization.contacts;
  const tenantId = contacts?.state === 'connected' ? contacts.tenantId : undefined;
  return appRegistrationOf(services, words, 'contacts', tenantId);
}
