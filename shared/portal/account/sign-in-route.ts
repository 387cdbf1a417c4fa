import { MINUTE, SECOND } from '../../clock.ts';
import { challengeOf, hashOf, randomText } from '../../identity/attempt.ts';
import { PortalSignInFailure } from '../../identity/portal-sign-in.ts';
import { instant } from '../../ids.ts';
import { publicRoute } from '../http/portal-route.ts';
import { signInCookie } from '../http/request-context.ts';
import { pageReply, redirectTo } from '../http/response.ts';
import { ownPath } from '../http/return-path.ts';
import { signInProblemPage } from './sign-in-problem-page.ts';

const ATTEMPT_LIFE = 15 * MINUTE;

publicRoute(
  'sign-in',
  { method: 'GET', route: 'sign-in', limited: 'sign-in' },
  async ({ services, request, words }) => {
    const anew = request.query.has('anew');
    const { portal, attempts, cookies, clock } = services;
    const state = randomText();
    const nonce = randomText();
    const codeVerifier = randomText();
    const binding = randomText();
    await attempts.save({
      kind: 'sign-in',
      id: hashOf(state),
      browser: hashOf(binding),
      expiresAt: instant(clock.now().getTime() + ATTEMPT_LIFE),
      nonce,
      codeVerifier,
      returnTo: ownPath(request.query.get('return')),
    });
    try {
      const url = await portal.url({ state, nonce, codeChallenge: challengeOf(codeVerifier), anew });
      return redirectTo(url.href, [await signInCookie(cookies, binding, ATTEMPT_LIFE / SECOND)]);
    } catch (failure) {
      if (!(failure instanceof PortalSignInFailure)) throw failure;
      return pageReply(signInProblemPage(words, failure.code), 503);
    }
  },
);
