import type { Capability } from '../../../capability.ts';
import type { Session } from '../../../identity/session.ts';
import { readFirstSteps } from '../../../links/first-steps.ts';
import { pageContext } from '../../components/page-context.ts';
import { appRegistrationOf } from '../../consent/app-registration.ts';
import { asksForState, liveAnswer } from '../../http/live-answer.ts';
import { type PortalResponse, pageResponse } from '../../http/response.ts';
import type { Call } from '../../http/route.ts';
import { readOrganization } from '../administrator-screen.ts';
import { connectionLive } from './connection-live.ts';
import { type ConnectionPageView, connectionPage } from './connection-page.ts';

/** Shows the connection tab in its current state, with the result of the submitted form. */
export async function showOrganization(
  call: Call<Session>,
  { error, flash }: Pick<ConnectionPageView, 'error' | 'flash'> = {},
): Promise<PortalResponse> {
  const { services, session, language, words } = call;
  const { organizationId } = session.person;
  const organization = await readOrganization(call);
  const { contacts, ended } = organization;
  const subjectFor = (capability: Capability) => {
    const connection = organization[capability];
    return appRegistrationOf(services, words, capability, connection.state === 'off' ? undefined : connection.tenantId);
  };
  const ending = ended === null ? 0 : await services.users.ending(organizationId, contacts.generation);
  const missing = contacts.state === 'connected' && contacts.missing !== undefined;
  const affected = missing ? await services.users.failing(organizationId, 'consent-missing') : 0;
  const firstSteps = await readFirstSteps(services, organization);
  if (asksForState(call.request)) {
    return liveAnswer(connectionLive({ words, language, organization, ending, firstSteps, affected }));
  }
  const page = connectionPage({
    ...pageContext(call),
    portal: services.settings.PORTAL_BASE_URL,
    asker: session.person,
    organization,
    ownTenant: services.settings.PORTAL_SIGN_IN === 'entra' ? services.settings.PORTAL_TENANT_ID : undefined,
    subjects: { contacts: subjectFor('contacts'), mail: subjectFor('mail') },
    affected,
    ending,
    mailIsSetUp: services.notices.notifier !== undefined,
    firstSteps,
    error,
    flash,
  });
  return pageResponse(page, error === undefined ? 200 : 422);
}
