import { continueAfterConsent } from '../shared/organizations/connecting.ts';
import { publicRoute } from './portal-route.ts';
import { NOT_OURS, showConnectStep } from './show-connect-step.ts';

publicRoute('consent-callback', { method: 'GET', route: 'consent/callback' }, async (call) => {
  const { services, session, request } = call;
  const allowed = session?.person.administrator && session.person.entitled;
  return showConnectStep(
    call,
    allowed ? await continueAfterConsent(services.connecting, session, new URL(request.url).searchParams) : NOT_OURS,
  );
});
