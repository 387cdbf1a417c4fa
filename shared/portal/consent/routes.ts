import { SECOND } from '../../clock.ts';
import { CONSENT_TIMEOUT } from '../../consent/admin-consent.ts';
import { openConsentLink, startFromConsentLink } from '../../consent/consent-link.ts';
import { continueAfterConsent, finishConnecting } from '../../consent/finish-connecting.ts';
import { randomText } from '../../identity/attempt.ts';
import { readPublicForm } from '../http/form.ts';
import { consentCookie } from '../http/request-context.ts';
import { pageResponse, redirectTo } from '../http/response.ts';
import { forAdministrators, publicRoute, type Route } from '../http/route.ts';
import { bindingsOf } from './consent-bindings.ts';
import { readConsentDone } from './consent-done.ts';
import { consentDonePage, consentLinkPage } from './consent-link-page.ts';
import { linkInvalid } from './link-invalid.ts';
import { showConnectStep } from './show-connect-step.ts';

export const CONSENT_ROUTES: readonly Route[] = [
  publicRoute(
    'consent-callback',
    { method: 'GET', path: '/consent/callback', screen: forAdministrators },
    async (call) => {
      const query = call.request.query;
      return showConnectStep(call, await continueAfterConsent(call.services.connecting, bindingsOf(call), query));
    },
  ),

  publicRoute('consent-done', { method: 'GET', path: '/consent/done' }, async ({ services, request, words }) => {
    const done = await readConsentDone(services, request.query);
    return done === undefined ? redirectTo('/') : pageResponse(consentDonePage(words, done.capability, done.tenantId));
  }),

  publicRoute('consent-proof', { method: 'GET', path: '/consent/proof', screen: forAdministrators }, async (call) => {
    const query = call.request.query;
    return showConnectStep(call, await finishConnecting(call.services.connecting, bindingsOf(call), query));
  }),

  publicRoute('consent-link-page', { method: 'GET', path: '/consent/start', limited: 'consent-link' }, async (call) => {
    const { services, request, words, language } = call;
    const link = request.query.get('link') ?? '';
    const open = await openConsentLink(services.connecting, link);
    const app = open && services.apps[open.capability];
    if (open === undefined || app === undefined) return linkInvalid(words);
    const page = consentLinkPage({ words, language, clientId: app.clientId, link }, open);
    return { ...pageResponse(page), secretAddress: true };
  }),

  publicRoute(
    'start-from-consent-link',
    { method: 'POST', path: '/consent/start', screen: forAdministrators, limited: 'consent-link' },
    async (call) => {
      const { services, request, words } = call;
      const form = await readPublicForm(request);
      const binding = randomText();
      const start = await startFromConsentLink(services.connecting, form.get('link') ?? '', binding);
      if (start === undefined) return linkInvalid(words);
      return redirectTo(start.url, [await consentCookie(services.cookies, binding, (2 * CONSENT_TIMEOUT) / SECOND)]);
    },
  ),
];
