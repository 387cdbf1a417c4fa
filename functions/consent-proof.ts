import { finishConnecting } from '../shared/organizations/proving.ts';
import { bindingsOf } from './consent-bindings.ts';
import { publicRoute } from './portal-route.ts';
import { showConnectStep } from './show-connect-step.ts';

publicRoute('consent-proof', { method: 'GET', route: 'consent/proof' }, async (call) => {
  const query = new URL(call.request.url).searchParams;
  return showConnectStep(call, await finishConnecting(call.services.connecting, bindingsOf(call), query));
});
