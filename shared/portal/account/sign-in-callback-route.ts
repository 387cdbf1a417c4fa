import { SECOND } from '../../clock.ts';
import type { SignInProblem } from '../../i18n/explanation.ts';
import { hashOf, randomText, takeAttempt } from '../../identity/attempt.ts';
import { PortalSignInFailure } from '../../identity/portal-sign-in.ts';
import { SESSION_LIFE } from '../../identity/session.ts';
import { instant } from '../../ids.ts';
import { meetOrganization } from '../../organizations/update-from-sign-in.ts';
import { CALLBACKS } from '../../services.ts';
import { publicRoute } from '../http/portal-route.ts';
import { sessionCookie, type Visit } from '../http/request-context.ts';
import { pageReply, redirectTo } from '../http/response.ts';
import { signInProblemPage } from './sign-in-problem-page.ts';

publicRoute('sign-in-callback', { method: 'GET', route: 'sign-in/callback' }, async (call) => {
  const { services, request, signInBinding, session } = call;
  const { portal, attempts, sessions, cookies, organizations, clock, settings } = services;
  const state = request.query.get('state') ?? undefined;
  const now = clock.now();
  const attempt = await takeAttempt(attempts, 'sign-in', state, [signInBinding], now);
  if (attempt === undefined || state === undefined) return explain(call, 'not-ours');

  const callback = new URL(settings.PORTAL_BASE_URL + CALLBACKS.signIn);
  callback.search = new URL(request.url).search;
  try {
    const person = await portal.person(callback, {
      state,
      nonce: attempt.nonce,
      codeVerifier: attempt.codeVerifier,
    });
    await meetOrganization(organizations, person, now);
    // A new session at every sign-in: whatever cookie the browser brought along is worth nothing afterwards.
    if (session !== undefined) await sessions.end(session.id);
    const value = randomText();
    const expiresAt = instant(now.getTime() + SESSION_LIFE);
    const fresh = {
      id: hashOf(value),
      person,
      csrfToken: randomText(),
      startedAt: instant(now),
      seenAt: instant(now),
      expiresAt,
    };
    await sessions.save(fresh);
    return redirectTo(attempt.returnTo, [await sessionCookie(cookies, value, SESSION_LIFE / SECOND)]);
  } catch (failure) {
    if (failure instanceof PortalSignInFailure) return explain(call, failure.code);
    throw failure;
  }
});

function explain({ words }: Visit, problem: SignInProblem) {
  return pageReply(signInProblemPage(words, problem), 400);
}
