import type { ConsentFailed, Redirect } from '../shared/organizations/consenting.ts';
import type { Proven } from '../shared/organizations/proving.ts';
import { explainConnecting } from '../shared/portal/explain.ts';
import { makeLinkForm } from '../shared/portal/pages/consent-link.ts';
import { problemPage } from '../shared/portal/pages/problem.ts';
import { consentDoneAddress } from './consent-done.ts';
import { pageReply, type Reply, redirectTo } from './reply.ts';
import type { Services } from './services.ts';
import { subjectOf } from './subject-of.ts';
import type { Visit } from './visit.ts';

const SCREEN = '/organization/microsoft-365';

/** Where a consent leads: on to the proof, to the screen that says "connected", or to an explanation. */
export async function showConnectStep(
  { words, services, session }: Visit & { services: Services },
  step: Redirect | Proven | ConsentFailed,
): Promise<Reply> {
  switch (step.kind) {
    case 'redirect':
      return redirectTo(step.url);
    case 'proven': {
      const { actor, capability, tenantId } = step.subject;
      return redirectTo(actor === null ? await consentDoneAddress(services, { capability, tenantId }) : SCREEN);
    }
    case 'failed': {
      const { subject, code } = step;
      const invited = subject?.actor === null;
      const hasScreen = !invited && (code !== 'came-unasked' || session?.person.administrator === true);
      const explanation = explainConnecting(words, code, invited ? 'invited' : 'connect');
      // Who started this and may not consent can have somebody else do it.
      const asks = !invited && subject !== undefined && explanation.who === 'consenting-administrator';
      return pageReply(
        problemPage(words, {
          explanation,
          support: step,
          // Nobody who came by a link has a screen here, and of the organization's nothing is shown.
          backTo: hasScreen ? SCREEN : undefined,
          asker: invited ? undefined : session?.person.verifiedEmail,
          subject: subject && subjectOf(services, words, subject.capability, subject.tenantId),
          wayOut:
            asks && session !== undefined
              ? makeLinkForm(words, session.csrfToken, subject.capability, subject.tenantId)
              : undefined,
        }),
        code === 'came-unasked' ? 200 : 400,
      );
    }
  }
}
