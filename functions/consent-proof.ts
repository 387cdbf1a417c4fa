import { finishConnecting } from '../shared/organizations/connecting.ts';
import { publicRoute } from './portal-route.ts';
import { NOT_OURS, showConnectStep } from './show-connect-step.ts';

publicRoute('consent-proof', { method: 'GET', route: 'consent/proof' }, async (call) => {
  const { services, session, request } = call;
  const allowed = session?.person.administrator && session.person.entitled;
  return showConnectStep(
    call,
    allowed ? await finishConnecting(services.connecting, session, new URL(request.url).searchParams) : NOT_OURS,
  );
});
