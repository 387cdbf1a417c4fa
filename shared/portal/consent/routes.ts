import { CONSENT_TIMEOUT } from '../../consent/admin-consent.ts';
import { openConsentLink, startFromConsentLink } from '../../consent/consent-link.ts';
import { continueAfterConsent, finishConnecting } from '../../consent/finish-connecting.ts';
import { explainConnecting } from '../../i18n/explain.ts';
import type { Words } from '../../i18n/words.ts';
import { hashOf, isAnswerRefusal, randomText, SIGN_IN_TIMEOUT } from '../../identity/attempt.ts';
import { tooOften } from '../../identity/rate-limit.ts';
import type { Session } from '../../identity/session.ts';
import { problemPage } from '../components/problem-page.ts';
import { readPublicForm } from '../http/form.ts';
import { recordRefusedAnswer } from '../http/refused-answer.ts';
import { answeringBrowser, attemptCookies } from '../http/request-context.ts';
import { type PortalResponse, pageResponse, redirectTo } from '../http/response.ts';
import { administratorsScreen, type Call, publicRoute, type Route } from '../http/route.ts';
import { readConsentDone } from './consent-done.ts';
import { consentDonePage, consentLinkPage } from './consent-link-page.ts';
import { type ConnectStep, showConnectStep } from './show-connect-step.ts';

/** A consent belongs to an administrator's session, or to the cookie of a one-time link. */
function browserOf(call: Call<Session | undefined>) {
  const { services, session } = call;
  return answeringBrowser(services.cookies, call, session?.person.administrator ? session : undefined);
}

/** The same page for every invalid link: expired, used, revoked, replaced or made up. */
function linkInvalid(words: Words): PortalResponse {
  const explanation = explainConnecting(words, 'link-invalid', 'invited');
  return { ...pageResponse(problemPage(words, { explanation, backTo: undefined }), 410), secretAddress: true };
}

async function answerCallback(call: Call<Session | undefined>, step: ConnectStep): Promise<PortalResponse> {
  if (step.kind === 'failed') {
    call.services.log.record('callback-refused', { callback: 'consent', code: step.code });
    if (isAnswerRefusal(step.code))
      await recordRefusedAnswer(call, step.code, step.begunBy ?? step.subject?.organizationId);
  }
  return showConnectStep(call, step);
}

export const CONSENT_ROUTES: readonly Route[] = [
  publicRoute(
    'consent-callback',
    { method: 'GET', path: '/consent/callback', screen: administratorsScreen, limited: 'stray-answer', acts: true },
    async (call) => {
      const query = call.request.query;
      return answerCallback(call, await continueAfterConsent(call.services.connecting, await browserOf(call), query));
    },
  ),

  publicRoute('consent-done', { method: 'GET', path: '/consent/done' }, async ({ services, request, words }) => {
    const done = await readConsentDone(services, request.query);
    return done === undefined ? redirectTo('/') : pageResponse(consentDonePage(words, done.capability, done.tenantId));
  }),

  publicRoute(
    'consent-proof',
    { method: 'GET', path: '/consent/proof', screen: administratorsScreen, limited: 'stray-answer', acts: true },
    async (call) => {
      const query = call.request.query;
      return answerCallback(call, await finishConnecting(call.services.connecting, await browserOf(call), query));
    },
  ),

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
    { method: 'POST', path: '/consent/start', screen: administratorsScreen, limited: 'consent-link' },
    async (call) => {
      const { services, request, words } = call;
      const form = await readPublicForm(request);
      const link = form.get('link') ?? '';
      const wait = await tooOften(services.counters, 'consent-link-press', hashOf(link), services.clock.now());
      if (wait !== undefined) return { kind: 'refusal', refusal: 'too-many', retryAfterSeconds: wait };
      const binding = randomText();
      const start = await startFromConsentLink(services.connecting, link, binding);
      if (start === undefined) return linkInvalid(words);
      // The proof that follows is of the same browser, and may begin when the consent is about to expire.
      return redirectTo(
        start.url,
        await attemptCookies(services.cookies, call, binding, CONSENT_TIMEOUT + SIGN_IN_TIMEOUT),
      );
    },
  ),
];
