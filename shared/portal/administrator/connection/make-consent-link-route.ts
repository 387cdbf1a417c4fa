import { makeConsentLink } from '../../../consent/consent-link.ts';
import { consentLinkMadePage } from '../../consent/consent-link-page.ts';
import { pageReply } from '../../http/response.ts';
import { capabilityRoute, showNotBegun } from './capability-route.ts';

// The answer is the page itself: the link is kept nowhere, so there is nothing to redirect to.
capabilityRoute('make-consent-link', { path: 'consent-link', limited: 'connect' }, async (call, capability) => {
  const { services, session, form, words, language } = call;
  const made = await makeConsentLink(services.connecting, session, capability, form.get('tenantId') ?? '');
  if (made.kind !== 'made') return showNotBegun(call, capability, made);
  const { organizationName: organization, name: madeBy } = session.person;
  return pageReply(consentLinkMadePage({ words, language, organization, madeBy }, made));
});
