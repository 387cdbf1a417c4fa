import { DAY } from '../../clock.ts';
import { publicRoute } from '../http/portal-route.ts';
import { refuse } from '../http/response.ts';

/** RFC 9116 wants an end within a year. The text is made anew at every request, so a month will do. */
const GOOD_FOR = 30 * DAY;

publicRoute('security-contact', { method: 'GET', route: '.well-known/security.txt' }, async ({ services }) => {
  const { SECURITY_CONTACT, PORTAL_BASE_URL } = services.settings;
  if (SECURITY_CONTACT === undefined) return refuse('not-found');
  const expires = new Date(services.clock.now().getTime() + GOOD_FOR).toISOString();
  return {
    kind: 'text',
    contentType: 'text/plain; charset=utf-8',
    cacheSeconds: 3600,
    body: [
      `Contact: ${SECURITY_CONTACT}`,
      `Expires: ${expires}`,
      'Preferred-Languages: ja, en',
      `Canonical: ${PORTAL_BASE_URL}/.well-known/security.txt`,
      '',
    ].join('\n'),
  };
});
