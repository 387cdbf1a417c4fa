import { SECOND } from '../shared/clock.ts';
import { randomText } from '../shared/identity/attempt.ts';
import { startFromConsentLink } from '../shared/organizations/consent-link.ts';
import { CONSENT_LIFE } from '../shared/organizations/consenting.ts';
import { readPublicForm } from './form.ts';
import { linkInvalid } from './link-invalid.ts';
import { publicRoute } from './portal-route.ts';
import { redirectTo } from './reply.ts';
import { consentCookie } from './visit.ts';

publicRoute(
  'start-from-consent-link',
  { method: 'POST', route: 'consent/start', limited: 'consent-link' },
  async (call) => {
    const { services, request, words } = call;
    const form = await readPublicForm(request, new URL(services.settings.PORTAL_BASE_URL).origin);
    const binding = randomText();
    const start = await startFromConsentLink(services.connecting, form.get('link') ?? '', binding);
    if (start === undefined) return linkInvalid(words);
    return redirectTo(start.url, [await consentCookie(services.cookies, binding, (2 * CONSENT_LIFE) / SECOND)]);
  },
);
