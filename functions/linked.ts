import type { LinkStep } from '../shared/links/link-step.ts';
import { finishLinking } from '../shared/links/linking.ts';
import { publicRoute } from './portal-route.ts';
import { showLinkStep } from './show-link-step.ts';

const NOT_OURS: LinkStep = { kind: 'failed', code: 'not-ours', aadsts: undefined, correlationId: undefined };

publicRoute('linked', { method: 'GET', route: 'settings/microsoft-365/linked' }, async (call) => {
  const { services, session, request } = call;
  const query = new URL(request.url).searchParams;
  const step = session === undefined ? NOT_OURS : await finishLinking(services.linking, session, query);
  return showLinkStep(call, step);
});
