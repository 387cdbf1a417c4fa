import { openConsentLink } from '../shared/organizations/consent-link.ts';
import { consentLinkPage } from '../shared/portal/pages/consent-link.ts';
import { linkInvalid } from './link-invalid.ts';
import { publicRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

publicRoute('consent-link-page', { method: 'GET', route: 'consent/start', limited: 'consent-link' }, async (call) => {
  const { services, request, words, language } = call;
  const link = request.query.get('link') ?? '';
  const open = await openConsentLink(services.connecting, link);
  const app = open && services.apps[open.capability];
  if (open === undefined || app === undefined) return linkInvalid(words);
  const page = consentLinkPage({ words, language, clientId: app.clientId, link }, open);
  return { ...pageReply(page), secretAddress: true };
});
