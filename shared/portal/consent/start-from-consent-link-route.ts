import { SECOND } from '../../clock.ts';
import { CONSENT_LIFE } from '../../consent/admin-consent.ts';
import { startFromConsentLink } from '../../consent/consent-link.ts';
import { randomText } from '../../identity/attempt.ts';
import { readPublicForm } from '../http/form.ts';
import { publicRoute } from '../http/portal-route.ts';
import { consentCookie } from '../http/request-context.ts';
import { redirectTo } from '../http/response.ts';
import { linkInvalid } from './link-invalid.ts';

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
