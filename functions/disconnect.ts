import { disconnect } from '../shared/organizations/disconnecting.ts';
import { capabilitySchema } from '../shared/organizations/organization.ts';
import { endingRoute } from './portal-route.ts';
import { redirectTo, refuse } from './reply.ts';

const route = 'organization/microsoft-365/{capability}/disconnect';

endingRoute('disconnect', { method: 'POST', route }, async ({ services, session, request }) => {
  const capability = capabilitySchema.safeParse(request.params['capability']);
  if (!capability.success) return refuse('not-found');
  await disconnect(services, session, capability.data);
  return redirectTo('/organization/microsoft-365');
});
