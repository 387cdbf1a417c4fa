import { finishLinking } from '../../links/linking/link-sign-in.ts';
import type { LinkStep } from '../../links/linking/link-step.ts';
import { publicRoute } from '../http/portal-route.ts';
import { showLinkStep } from './show-link-step.ts';

const NOT_OURS: LinkStep = { kind: 'failed', code: 'not-ours', aadsts: undefined, correlationId: undefined };

publicRoute('linked', { method: 'GET', route: 'settings/microsoft-365/linked' }, async (call) => {
  const { services, session, request } = call;
  const query = new URL(request.url).searchParams;
  const step = session === undefined ? NOT_OURS : await finishLinking(services.linking, session, query);
  return showLinkStep(call, step);
});
