import { capabilitySchema } from '../shared/organizations/organization.ts';
import { disconnectPage } from '../shared/portal/pages/administrator.ts';
import { endingRoute } from './portal-route.ts';
import { pageReply, refuse } from './reply.ts';

const route = 'organization/microsoft-365/{capability}/disconnect';

endingRoute('disconnect-question', { method: 'GET', route }, async ({ services, session, words, request }) => {
  const capability = capabilitySchema.safeParse(request.params['capability']);
  if (!capability.success) return refuse('not-found');
  let users = 0;
  for await (const heads of services.links.ofOrganization(session.person.organizationId)) {
    users += heads.filter(({ state }) => state.name === 'linked' || state.name === 'reconnect-needed').length;
  }
  return pageReply(disconnectPage(words, session.csrfToken, capability.data, users));
});
