import { startConnecting } from '../../../consent/start-connecting.ts';
import { redirectTo } from '../../http/response.ts';
import { capabilityRoute, showNotBegun } from './capability-route.ts';

capabilityRoute('connect', { path: 'connect', limited: 'connect' }, async (call, capability) => {
  const { services, session, form } = call;
  const start = await startConnecting(services.connecting, session, capability, form.get('tenantId') ?? '');
  return start.kind === 'redirect' ? redirectTo(start.url) : showNotBegun(call, capability, start);
});
