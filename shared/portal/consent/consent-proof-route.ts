import { finishConnecting } from '../../consent/finish-connecting.ts';
import { publicRoute } from '../http/portal-route.ts';
import { bindingsOf } from './consent-bindings.ts';
import { showConnectStep } from './show-connect-step.ts';

publicRoute('consent-proof', { method: 'GET', route: 'consent/proof' }, async (call) => {
  const query = new URL(call.request.url).searchParams;
  return showConnectStep(call, await finishConnecting(call.services.connecting, bindingsOf(call), query));
});
