import { disconnect } from '../shared/organizations/disconnecting.ts';
import { capabilitySchema } from '../shared/organizations/organization.ts';
import { errorPage } from '../shared/portal/pages/home.ts';
import { endingRoute } from './portal-route.ts';
import { pageReply, redirectTo } from './reply.ts';

const route = 'organization/microsoft-365/{capability}/disconnect';

endingRoute('disconnect', { method: 'POST', route }, async ({ services, session, words, request }) => {
  const capability = capabilitySchema.safeParse(request.params['capability']);
  if (!capability.success) return pageReply(errorPage(words, words.errors['not-found']), 404);
  await disconnect(services, session, capability.data);
  return redirectTo('/organization/microsoft-365');
});
