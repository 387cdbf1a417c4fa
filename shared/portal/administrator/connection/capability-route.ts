import { type Capability, capabilitySchema } from '../../../capability.ts';
import type { NotBegun } from '../../../consent/admin-consent.ts';
import { explainConnecting } from '../../../i18n/explain.ts';
import type { Limited } from '../../../identity/rate-limit.ts';
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
  { path, ...limit }: { readonly path: string; readonly limited?: Limited },
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
  { kind }: NotBegun,
): Promise<PortalResponse> | PortalResponse {
  const { words, form } = call;
  if (kind === 'invalid-tenant' || kind === 'unknown-tenant') {
    const typed = form.get('tenantId') ?? '';
    const { tenantIdInvalid, tenantIdUnknown } = words.organization;
    const message = kind === 'invalid-tenant' ? tenantIdInvalid : tenantIdUnknown;
    return showOrganization(call, { error: { capability, typed, message } });
  }
  const explanation = explainConnecting(words, kind, 'connect');
  return pageResponse(problemPage(words, { explanation, backTo: '/organization/microsoft-365' }), 409);
}
