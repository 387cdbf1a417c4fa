import { SECOND } from '../../clock.ts';
import { CONSENT_TIMEOUT } from '../../consent/admin-consent.ts';
import { openConsentLink, startFromConsentLink } from '../../consent/consent-link.ts';
import { type Bindings, continueAfterConsent, finishConnecting } from '../../consent/finish-connecting.ts';
import { explainConnecting } from '../../i18n/explain.ts';
import type { Words } from '../../i18n/words.ts';
import { hashOf, randomText } from '../../identity/attempt.ts';
import { tooOften } from '../../identity/rate-limit.ts';
import type { Session } from '../../identity/session.ts';
import { problemPage } from '../components/problem-page.ts';
import { readPublicForm } from '../http/form.ts';
import { consentCookie, type RequestContext } from '../http/request-context.ts';
import { type PortalResponse, pageResponse, redirectTo } from '../http/response.ts';
import { type Call, forAdministrators, publicRoute, type Route } from '../http/route.ts';
import { readConsentDone } from './consent-done.ts';
import { consentDonePage, consentLinkPage } from './consent-link-page.ts';
import { type ConnectStep, showConnectStep } from './show-connect-step.ts';

/** The values that may bind a consent to this browser: an administrator's session, or the cookie of a one-time link. */
function bindingsOf({ session, consentBinding }: RequestContext): Bindings {
  return [session?.person.administrator ? session.id : undefined, consentBinding];
}

/** The same page for every invalid link: expired, used, revoked, replaced or made up. */
function linkInvalid(words: Words): PortalResponse {
  const explanation = explainConnecting(words, 'link-invalid', 'invited');
  return { ...pageResponse(problemPage(words, { explanation, backTo: undefined }), 410), secretAddress: true };
}

function answerCallback(call: Call<Session | undefined>, step: ConnectStep): Promise<PortalResponse> {
  if (step.kind === 'failed') call.services.log.record('callback-refused', { callback: 'consent', code: step.code });
  return showConnectStep(call, step);
}

export const CONSENT_ROUTES: readonly Route[] = [
  publicRoute(
    'consent-callback',
    { method: 'GET', path: '/consent/callback', screen: forAdministrators },
    async (call) => {
      const query = call.request.query;
      return answerCallback(call, await continueAfterConsent(call.services.connecting, bindingsOf(call), query));
    },
  ),

  publicRoute('consent-done', { method: 'GET', path: '/consent/done' }, async ({ services, request, words }) => {
    const done = await readConsentDone(services, request.query);
    return done === undefined ? redirectTo('/') : pageResponse(consentDonePage(words, done.capability, done.tenantId));
  }),

  publicRoute('consent-proof', { method: 'GET', path: '/consent/proof', screen: forAdministrators }, async (call) => {
    const query = call.request.query;
    return answerCallback(call, await finishConnecting(call.services.connecting, bindingsOf(call), query));
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
      const link = form.get('link') ?? '';
      const wait = await tooOften(services.counters, 'consent-link-press', hashOf(link), services.clock.now());
      if (wait !== undefined) return { kind: 'refusal', refusal: 'too-many', retryAfterSeconds: wait };
      const binding = randomText();
      const start = await startFromConsentLink(services.connecting, link, binding);
      if (start === undefined) return linkInvalid(words);
      return redirectTo(start.url, [await consentCookie(services.cookies, binding, (2 * CONSENT_TIMEOUT) / SECOND)]);
    },
  ),
];
