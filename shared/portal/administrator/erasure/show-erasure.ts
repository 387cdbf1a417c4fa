import type { Session } from '../../../identity/session.ts';
import { newOrganization } from '../../../organizations/organization.ts';
import { type PortalResponse, pageResponse } from '../../http/response.ts';
import type { Call } from '../../http/route.ts';
import { erasurePage } from './erasure-page.ts';

/** The page about the end of all data; with what was typed in place of the organization's name. */
export async function showErasure(call: Call<Session>, typed?: string): Promise<PortalResponse> {
  const { services, session, language, words } = call;
  const { organizationId, organizationName, entitled } = session.person;
  const organization =
    (await services.organizations.read(organizationId))?.organization ??
    newOrganization(organizationId, organizationName, entitled);
  const receipt = await services.erasing.receipts.read(organizationId);
  const page = erasurePage({
    now: services.clock.now(),
    language,
    words,
    csrfToken: session.csrfToken,
    organization,
    receipt,
    typed,
  });
  return pageResponse(page, typed === undefined ? 200 : 422);
}
