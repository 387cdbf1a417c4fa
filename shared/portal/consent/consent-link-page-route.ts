import { openConsentLink } from '../../consent/consent-link.ts';
import { publicRoute } from '../http/portal-route.ts';
import { pageReply } from '../http/response.ts';
import { consentLinkPage } from './consent-link-page.ts';
import { linkInvalid } from './link-invalid.ts';

publicRoute('consent-link-page', { method: 'GET', route: 'consent/start', limited: 'consent-link' }, async (call) => {
  const { services, request, words, language } = call;
  const link = request.query.get('link') ?? '';
  const open = await openConsentLink(services.connecting, link);
  const app = open && services.apps[open.capability];
  if (open === undefined || app === undefined) return linkInvalid(words);
  const page = consentLinkPage({ words, language, clientId: app.clientId, link }, open);
  return { ...pageReply(page), secretAddress: true };
});
