import type { Session } from '../../../identity/session.ts';
import { askToErase } from '../../../offboarding/erase-organization.ts';
import { OWN_NOTE } from '../../components/flash-message.ts';
import { pageContext } from '../../components/page-context.ts';
import { asksForState, liveAnswer } from '../../http/live-answer.ts';
import { type PortalResponse, pageResponse, redirectSaying, refuse } from '../../http/response.ts';
import { administratorAlwaysRoute, type Call, type Route } from '../../http/route.ts';
import { readOrganization } from '../administrator-screen.ts';
import { erasureLive, erasurePage } from './erasure-page.ts';

/** The page about the deletion of all data. @param typed what was typed instead of the organization's name */
async function showErasure(call: Call<Session>, typed?: string): Promise<PortalResponse> {
  const { services, session } = call;
  const organization = await readOrganization(call);
  const receipt = await services.erasing.receipts.read(session.person.organizationId);
  const context = pageContext(call);
  if (asksForState(call.request)) return liveAnswer(erasureLive({ ...context, organization, receipt }));
  const page = erasurePage({ ...context, organization, receipt, typed, flash: call.flash && OWN_NOTE });
  return pageResponse(page, typed === undefined ? 200 : 422);
}

export const ERASURE_ROUTES: readonly Route[] = [
  administratorAlwaysRoute('erasure-screen', { method: 'GET', path: '/organization/microsoft-365/erasure' }, (call) =>
    showErasure(call),
  ),

  administratorAlwaysRoute(
    'erase-organization',
    {
      method: 'POST',
      path: '/organization/microsoft-365/erasure',
      screen: '/organization/microsoft-365/erasure',
      limited: 'ending',
      keeps: ['name'],
    },
    async (call) => {
      const typed = call.form.get('name') ?? '';
      const asked = await askToErase(call.services, call.session, typed);
      // The page itself shows which capabilities are still connected.
      return asked === 'name-differs'
        ? showErasure(call, typed)
        : redirectSaying('/organization/microsoft-365/erasure', 'asked');
    },
  ),

  administratorAlwaysRoute(
    'erasure-receipt',
    {
      method: 'GET',
      path: '/organization/microsoft-365/erasure/receipt',
      screen: '/organization/microsoft-365/erasure',
    },
    async ({ services, session }) => {
      const receipt = await services.erasing.receipts.read(session.person.organizationId);
      if (receipt === undefined) return refuse('not-found');
      return {
        kind: 'text',
        contentType: 'application/json; charset=utf-8',
        fileName: `meishi-sync-erasure-${receipt.finishedAt.slice(0, 10)}.json`,
        body: `${JSON.stringify(receipt, null, 2)}\n`,
        cacheSeconds: 0,
      };
    },
  ),
];
