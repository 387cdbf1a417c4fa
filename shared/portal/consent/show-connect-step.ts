import type { ConsentFailed, ConsentFailureCode, Redirect } from '../../consent/admin-consent.ts';
import type { Proven } from '../../consent/finish-connecting.ts';
import { explainConnecting } from '../../i18n/explain.ts';
import type { Services } from '../../services.ts';
import { problemPage } from '../components/problem-page.ts';
import type { RequestContext } from '../http/request-context.ts';
import { type PortalResponse, pageResponse, redirectSaying, redirectTo } from '../http/response.ts';
import { appRegistrationOf } from './app-registration.ts';
import { consentDoneAddress } from './consent-done.ts';
import { makeLinkForm } from './consent-link-page.ts';

const SCREEN = '/organization/microsoft-365';

/** An administrator who signed in with another role or in another tenant may well be the one who can consent. */
const OWN_TO_SOLVE: ReadonlySet<ConsentFailureCode> = new Set<ConsentFailureCode>([
  'not-administrator',
  'other-tenant',
]);

/** The result of a connect step so far. */
export type ConnectStep = Redirect | Proven | ConsentFailed;

/** Shows the result of a connect step: redirects to the proof, to the "connected" screen, or explains a failure. */
export async function showConnectStep(
  { words, services, session }: RequestContext & { services: Services },
  step: ConnectStep,
): Promise<PortalResponse> {
  switch (step.kind) {
    case 'redirect':
      return redirectTo(step.url);
    case 'proven': {
      const { actor, capability, tenantId } = step.subject;
      if (actor === null) return redirectTo(await consentDoneAddress(services, { capability, tenantId }));
      return step.before === true ? redirectSaying(SCREEN, 'connected-before') : redirectTo(SCREEN);
    }
    case 'failed': {
      const { subject, code } = step;
      // Somebody who is not signed in here may be a visitor with a one-time link, who has no account.
      const invited = subject === undefined ? session === undefined : subject.actor === null;
      const hasScreen = !invited && session?.person.administrator === true;
      const explanation = explainConnecting(words, code, invited ? 'invited' : 'connect');
      // An administrator who may not consent can create a one-time link for somebody who may.
      const asks = !invited && subject !== undefined && explanation.who === 'consenting-administrator';
      const isOwnToSolve = OWN_TO_SOLVE.has(code);
      return pageResponse(
        problemPage(words, {
          explanation,
          support: step,
          // A visitor with a one-time link has no screen in the portal and sees no data of the organization.
          backTo: hasScreen ? SCREEN : undefined,
          asker: invited ? undefined : session?.person,
          subject: subject && appRegistrationOf(services, words, subject.capability, subject.tenantId),
          wayOut:
            asks && session !== undefined
              ? makeLinkForm(words, session.csrfToken, subject, isOwnToSolve ? '' : 'primary')
              : undefined,
          ...(isOwnToSolve ? { backFirst: true } : {}),
        }),
        code === 'came-unasked' ? 200 : 400,
      );
    }
  }
}
