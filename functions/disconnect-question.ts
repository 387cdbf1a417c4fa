import { linksOf } from '../shared/organizations/disconnecting.ts';
import { capabilitySchema } from '../shared/organizations/organization.ts';
import { disconnectPage } from '../shared/portal/pages/administrator/disconnect-page.ts';
import { endingRoute } from './portal-route.ts';
import { pageReply, refuse } from './reply.ts';

const route = 'organization/microsoft-365/{capability}/disconnect';

endingRoute('disconnect-question', { method: 'GET', route }, async ({ services, session, words, request }) => {
  const capability = capabilitySchema.safeParse(request.params['capability']);
  if (!capability.success) return refuse('not-found');
  const { organizationId } = session.person;
  const users = await linksOf(services, organizationId);
  return pageReply(disconnectPage(words, session.csrfToken, capability.data, users));
});
