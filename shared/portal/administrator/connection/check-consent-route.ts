import { startChecking } from '../../../consent/start-connecting.ts';
import { showConnectStep } from '../../consent/show-connect-step.ts';
import { capabilityRoute, showNotBegun } from './capability-route.ts';

capabilityRoute('check-consent', { path: 'check', limited: 'connect' }, async (call, capability) => {
  const { services, session, form } = call;
  const start = await startChecking(services.connecting, session, capability, form.get('tenantId') ?? '');
  return start.kind === 'redirect' || start.kind === 'failed'
    ? showConnectStep(call, start)
    : showNotBegun(call, capability, start);
});
