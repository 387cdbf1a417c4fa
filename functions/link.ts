import { startLinking } from '../shared/links/linking.ts';
import { userRoute } from './portal-route.ts';
import { showLinkStep } from './show-link-step.ts';

userRoute('link', { method: 'POST', route: 'settings/microsoft-365/link', limited: 'link' }, async (call) => {
  const { services, session } = call;
  const step = await startLinking(services.linking, session);
  return showLinkStep(call, step);
});
