import { startConnecting } from '../shared/organizations/connecting.ts';
import { capabilitySchema } from '../shared/organizations/organization.ts';
import { problemPage } from '../shared/portal/pages/problem.ts';
import { administratorRoute } from './portal-route.ts';
import { pageReply, redirectTo, refuse } from './reply.ts';
import { showOrganization } from './show-organization.ts';

const route = 'organization/microsoft-365/{capability}/connect';

administratorRoute('connect', { method: 'POST', route, limited: 'connect' }, async (call) => {
  const { services, session, words, form, request } = call;
  const capability = capabilitySchema.safeParse(request.params['capability']);
  if (!capability.success) return refuse('not-found');
  const typed = form.get('tenantId') ?? '';
  const start = await startConnecting(services.connecting, session, capability.data, typed);
  switch (start.kind) {
    case 'redirect':
      return redirectTo(start.url);
    case 'invalid-tenant': {
      const field = `tenantId-${capability.data}` as const;
      return showOrganization(call, { error: { field, typed, message: words.organization.tenantIdInvalid } });
    }
    case 'capability-off':
    case 'already-connected': {
      const explanation = words.connectProblems[start.kind];
      return pageReply(problemPage(words, { explanation, backTo: '/organization/microsoft-365' }), 409);
    }
  }
});
