import type { Capability } from '../../../capability.ts';
import type { Session } from '../../../identity/session.ts';
import { readFirstSteps } from '../../../links/first-steps.ts';
import { pageContext } from '../../components/page-context.ts';
import { appRegistrationOf } from '../../consent/app-registration.ts';
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
  if (call.request.headers.get('accept')?.startsWith('application/json')) {
    return { kind: 'json', body: { live: connectionLive({ words, language, organization, ending }) } };
  }
  const missing = contacts.state === 'connected' && contacts.missing !== undefined;
  const page = connectionPage({
    ...pageContext(call),
    portal: services.settings.PORTAL_BASE_URL,
    asker: session.person,
    organization,
    ownTenant: services.settings.PORTAL_SIGN_IN === 'entra' ? services.settings.PORTAL_TENANT_ID : undefined,
    subjects: { contacts: subjectFor('contacts'), mail: subjectFor('mail') },
    affected: missing ? await services.users.failing(organizationId, 'consent-missing') : 0,
    ending,
    mailIsSetUp: services.notices.notifier !== undefined,
    firstSteps: await readFirstSteps(services, organization),
    error,
    flash,
  });
  return pageResponse(page, error === undefined ? 200 : 422);
}
