import { takeOverAddresses } from '../../api-keys/moved-address.ts';
import { recordActivity } from '../../audit/activity.ts';
import { SECOND } from '../../clock.ts';
import { explainSignIn } from '../../i18n/explain.ts';
import type { SignInProblem } from '../../i18n/explanation.ts';
import { beginSignIn, hashOf, randomText, SIGN_IN_TIMEOUT, type Taken, takeAttempt } from '../../identity/attempt.ts';
import { PortalSignInFailure, type PortalSignInRefusal } from '../../identity/portal-sign-in.ts';
import { addressesOf, isAlive, SESSION_TTL, type Session, startSession } from '../../identity/session.ts';
import { updateFromSignIn } from '../../organizations/update-from-sign-in.ts';
import { CALLBACKS } from '../../services.ts';
import { pageContext } from '../components/page-context.ts';
import { problemPage } from '../components/problem-page.ts';
import { portalRegistrationOf } from '../consent/app-registration.ts';
import { recordRefusedAnswer } from '../http/refused-answer.ts';
import { answeringBrowser, attemptCookies, sessionCookies, signedOutCookies } from '../http/request-context.ts';
import { ANSWER_NOT_USED, type PortalResponse, pageResponse, redirectSaying, redirectTo } from '../http/response.ts';
import { returnPath } from '../http/return-path.ts';
import { type Call, personRoute, publicRoute, type Route } from '../http/route.ts';
import { homePage } from './home-page.ts';
import { sessionsPage } from './sessions-page.ts';

/** The page that explains why a sign-in failed, with a link to try again that leads to where the person was heading. */
function explain(
  { words, services }: Call<Session | undefined>,
  { code, aadsts, correlationId, account }: SignInRefusal,
  status: number,
  returnTo: string,
) {
  const anew = OTHER_ACCOUNT.has(code);
  const query = new URLSearchParams({ ...(anew ? { anew: '' } : {}), return: returnTo });
  const explanation = explainSignIn(words, code);
  const page = problemPage(words, {
    explanation,
    support: { aadsts, correlationId },
    subject: portalRegistrationOf(services, words),
    account,
    backTo: `/sign-in?${query}`,
    backLabel: anew ? words.otherAccount : words.problem.signInAgain,
  });
  return pageResponse(page, status);
}

type SignInRefusal = Omit<PortalSignInRefusal, 'code'> & { readonly code: SignInProblem };

/** What another account may solve. */
const OTHER_ACCOUNT: ReadonlySet<SignInProblem> = new Set<SignInProblem>([
  'without-organization',
  'guest-account',
  'personal-account',
  'other-account',
  'not-assigned',
  'account-disabled',
]);

function refuseCallback(call: Call<Session | undefined>, refusal: SignInRefusal, returnTo: string): PortalResponse {
  call.services.log.record('callback-refused', { callback: 'sign-in', code: refusal.code });
  return explain(call, refusal, 400, returnTo);
}

/**
 * An answer that is not taken signs nobody in. Whoever is signed in gets to where the sign-in was to lead, with a note
 * unless it is the answer of that very sign-in once more.
 */
async function refuseAnswer(
  call: Call<Session | undefined>,
  { why, attempt }: Extract<Taken<'sign-in'>, { kind: 'refused' }>,
): Promise<PortalResponse> {
  await recordRefusedAnswer(call, why);
  const refusal = refuseCallback(call, { code: why }, attempt?.returnTo ?? '/');
  if (call.session === undefined) return refusal;
  const to = attempt?.returnTo ?? '/';
  return why === 'already-done' ? redirectTo(to) : redirectSaying(to, ANSWER_NOT_USED);
}

export const ACCOUNT_ROUTES: readonly Route[] = [
  publicRoute('home', { method: 'GET', path: '/' }, async ({ services, words, session, signedOut }) =>
    pageResponse(homePage(words, session?.person, { signedOut, isForOneCompany: services.isForOneCompany })),
  ),

  personRoute('sessions-screen', { method: 'GET', path: '/sessions' }, async (call) => {
    const { services, session, words } = call;
    const context = pageContext(call);
    const sessions = (await services.sessions.ofPerson(session.person))
      .filter((one) => isAlive(one, context.now))
      .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt));
    const flash = call.flash?.said === 'ended' ? words.sessions.ended : undefined;
    return pageResponse(sessionsPage({ ...context, session, sessions, flash }));
  }),

  // The session of this request is ended by signing out, which also redirects to the provider.
  personRoute(
    'end-sessions',
    { method: 'POST', path: '/sessions', screen: '/sessions', limited: 'ending' },
    async ({ services, session, form }) => {
      const which = form.get('which');
      const others = (await services.sessions.ofPerson(session.person)).filter(({ id }) => id !== session.id);
      const chosen = others.filter(({ id }) => which === 'others' || which === id);
      for (const { id } of chosen) await services.sessions.end(id);
      const { organizationId, name: actor } = session.person;
      services.log.record('sessions-ended', { organizationId, sessions: chosen.length });
      const detail = String(chosen.length);
      await recordActivity(services, session.person, 'sessions-ended', { actor, detail });
      return redirectSaying('/sessions', 'ended');
    },
  ),

  publicRoute('sign-in', { method: 'GET', path: '/sign-in', limited: 'sign-in', acts: true }, async (call) => {
    const { services, request, session } = call;
    // Whoever comes after a sign-out may be somebody else, and the provider may still know the one who left.
    const anew = request.query.has('anew') || call.signedOut || call.sessionWasEnded;
    const { portal, cookies } = services;
    const binding = randomText();
    const returnTo = returnPath(request.query.get('return'));
    const signIn = await beginSignIn(services, hashOf(binding), { kind: 'sign-in', returnTo });
    try {
      const url = await portal.url({ ...signIn, anew, hint: session?.person.accountHint });
      return redirectTo(url.href, await attemptCookies(cookies, call, binding, SIGN_IN_TIMEOUT));
    } catch (failure) {
      if (!(failure instanceof PortalSignInFailure)) throw failure;
      return explain(call, failure.refusal, 503, returnTo);
    }
  }),

  publicRoute(
    'sign-in-callback',
    { method: 'GET', path: '/sign-in/callback', screen: '/', limited: 'stray-answer', acts: true },
    async (call) => {
      const { services, request, session } = call;
      const { portal, attempts, sessions, cookies, organizations, clock, settings, log } = services;
      const state = request.query.get('state') ?? '';
      const now = clock.now();
      const taken = await takeAttempt(attempts, 'sign-in', state, await answeringBrowser(cookies, call), now);
      if (taken.kind === 'refused') return refuseAnswer(call, taken);
      const { attempt } = taken;

      const callback = new URL(settings.PORTAL_BASE_URL + CALLBACKS.signIn);
      callback.search = new URL(request.url).search;
      try {
        const person = await portal.person(callback, {
          state,
          nonce: attempt.nonce,
          codeVerifier: attempt.codeVerifier,
        });
        await updateFromSignIn(organizations, person, now);
        await takeOverAddresses(services.keys, person, addressesOf(person));
        const value = await startSession(sessions, person, session, now);
        const { organizationId, administrator, name: actor } = person;
        log.record('signed-in', { organizationId, role: administrator ? 'administrator' : 'user' });
        if (administrator) await recordActivity(services, { organizationId }, 'signed-in', { actor });
        return redirectTo(attempt.returnTo, await sessionCookies(cookies, value, SESSION_TTL / SECOND));
      } catch (failure) {
        if (failure instanceof PortalSignInFailure) return refuseCallback(call, failure.refusal, attempt.returnTo);
        throw failure;
      }
    },
  ),

  personRoute(
    'sign-out',
    { method: 'POST', path: '/sign-out', screen: '/', limited: 'never', harmless: true },
    async (call) => {
      const { services, session } = call;
      const { sessions, portal, settings, log } = services;
      await sessions.end(session.id);
      const { organizationId, administrator, name: actor, accountHint } = session.person;
      log.record('signed-out', { organizationId });
      if (administrator) await recordActivity(services, { organizationId }, 'signed-out', { actor });
      const elsewhere = await portal
        .signOutUrl(`${settings.PORTAL_BASE_URL}/`, accountHint)
        .catch((failure: unknown) => {
          // The session at the portal has ended already, even if the provider cannot be reached.
          if (failure instanceof PortalSignInFailure) return undefined;
          throw failure;
        });
      return redirectTo(elsewhere?.href ?? '/', signedOutCookies(call));
    },
  ),

  // OpenID Connect Front-Channel Logout 1.0. The frame carries no cookie of ours, and nobody guesses the id of a session
  // at the sign-in service, so that its hash alone says which of our sessions end.
  publicRoute(
    'front-channel-sign-out',
    { method: 'GET', path: '/sign-out/front-channel', screen: '/', limited: 'stray-answer', framed: true, acts: true },
    async ({ services, request }) => {
      const { sessions, log } = services;
      const sid = request.query.get('sid') ?? '';
      for (const { id, person } of sid === '' ? [] : await sessions.ofProvider(hashOf(sid))) {
        await sessions.end(id);
        log.record('signed-out', { organizationId: person.organizationId });
      }
      return { kind: 'text', contentType: 'text/plain; charset=utf-8', body: '', cacheSeconds: 0 };
    },
  ),
];
