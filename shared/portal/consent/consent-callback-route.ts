import { continueAfterConsent } from '../../consent/finish-connecting.ts';
import { publicRoute } from '../http/portal-route.ts';
import { bindingsOf } from './consent-bindings.ts';
import { showConnectStep } from './show-connect-step.ts';

publicRoute('consent-callback', { method: 'GET', route: 'consent/callback' }, async (call) => {
  const query = new URL(call.request.url).searchParams;
  return showConnectStep(call, await continueAfterConsent(call.services.connecting, bindingsOf(call), query));
});
