import { type Capability, capabilitySchema } from '../../../capability.ts';
import type { NotBegun } from '../../../consent/admin-consent.ts';
import { explainConnecting } from '../../../i18n/explain.ts';
import type { Session } from '../../../identity/session.ts';
import { problemPage } from '../../components/problem-page.ts';
import { type PortalResponse, pageResponse, refuse } from '../../http/response.ts';
import { administratorRoute, type Call, type Route } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { showOrganization } from './show-organization.ts';

type CapabilityHandler = (call: Call<Session>, capability: Capability) => Promise<PortalResponse>;

/** Passes the capability in the path to the handler; 404 for an unknown one. */
export function ofCapability(handler: CapabilityHandler) {
  return async (call: Call<Session>): Promise<PortalResponse> => {
    const capability = capabilitySchema.safeParse(call.request.params['capability']);
    return capability.success ? handler(call, capability.data) : refuse('not-found');
  };
}

/** A form route of one capability: `POST /organization/microsoft-365/:capability/…`. */
export function capabilityRoute(
  name: string,
  { path, ...limit }: { readonly path: string } & Pick<Route, 'limited' | 'isReadable'>,
  handler: CapabilityHandler,
): Route {
  const address = `/organization/microsoft-365/:capability/${path}`;
  return administratorRoute(
    name,
    { method: 'POST', path: address, screen: TABS.connection, keeps: ['tenantId'], ...limit },
    ofCapability(handler),
  );
}

/** Shows why a flow was not started: next to the field if correcting its value helps, otherwise on a page. */
export function showNotBegun(
  call: Call<Session>,
  capability: Capability,
  reason: NotBegun,
): Promise<PortalResponse> | PortalResponse {
  const { words, form } = call;
  const text = words.organization;
  const beside = (message: string, typed = form.get('tenantId') ?? '') =>
    showOrganization(call, { error: { capability, typed, message } });
  switch (reason.kind) {
    case 'invalid-tenant':
      return beside(text.tenantIdInvalid);
    case 'domain-for-tenant':
      return beside(text.tenantIdIsDomain);
    case 'several-tenants':
      return beside(text.tenantIdsSeveral(reason.tenantIds));
    case 'unknown-tenant':
      // The field shows the ID that was understood, which may have been pasted among other text.
      return beside(text.tenantIdUnknown, reason.tenantId);
    case 'capability-off':
    case 'already-connected': {
      const explanation = explainConnecting(words, reason.kind, 'connect');
      return pageResponse(problemPage(words, { explanation, backTo: '/organization/microsoft-365' }), 409);
    }
  }
}
