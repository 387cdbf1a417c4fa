import { openConsentLink } from '../shared/organizations/consent-link.ts';
import { consentLinkPage } from '../shared/portal/pages/consent-link.ts';
import { linkInvalid } from './link-invalid.ts';
import { publicRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

publicRoute(
  'consent-link-page',
  { method: 'GET', route: 'consent/start/{token}', limited: 'consent-link' },
  async (call) => {
    const { services, request, words, language } = call;
    const open = await openConsentLink(services.connecting, request.params['token'] ?? '');
    const app = open && services.apps[open.capability];
    if (open === undefined || app === undefined) return linkInvalid(words);
    const path = new URL(request.url).pathname;
    const page = consentLinkPage({ words, language, clientId: app.clientId, path }, open);
    return { ...pageReply(page), secretAddress: true };
  },
);
