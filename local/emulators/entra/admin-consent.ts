import { failureParameters, readClient, requiredParameter } from './client-request.ts';
import { isConsentingAdministrator, requireRegistered } from './consent-policy.ts';
import type { Consents } from './consents.ts';
import type { Directory } from './directory.ts';
import { EntraError } from './failures.ts';
import { approvalRequired, consentPrompt } from './pages.ts';
import { fullName, parseScopes } from './scopes.ts';
import type { BrowserSessions } from './sessions.ts';
import { type EntraContext, enterTenant, ownAddress, readSubmission, showPicker, signedInPerson } from './sign-in.ts';

/**
 * `GET` and `POST /{tenant}/v2.0/adminconsent`: consent for the whole organization. The answer consists of unsigned
 * query parameters and proves nothing. A refusal contains `admin_consent=True` as well.
 */
export function adminConsent(directory: Directory, consents: Consents, sessions: BrowserSessions) {
  return async (c: EntraContext) => {
    const { searchParams: query } = new URL(c.req.url);
    const segment = c.req.param('tenant') ?? '';
    // The documentation says not to use `common`. Unverified: how it is refused.
    if (segment === 'common') throw new EntraError(90124);
    const tenant = directory.tenantOfPath(segment);
    const { app, answer } = readClient(c, directory);
    const scopes = parseScopes(requiredParameter(query, 'scope'), app);
    requireRegistered(app, scopes);
    directory.requireAt(app, tenant);

    const submitted = await readSubmission(c);
    const { person } = signedInPerson(c, directory, sessions, submitted);
    // The real page has no `prompt` parameter; here "another account" uses it to return to the account picker.
    const otherAccount = query.get('prompt') === 'select_account' && submitted.account === undefined;
    if (person === undefined || otherAccount) return showPicker(c, directory, app);
    const account = enterTenant(directory, person, tenant);
    consents.requireNotDisabled(account.tenantId, app);

    const refusal = failureParameters(new EntraError(65004));
    if (!isConsentingAdministrator(account)) {
      // Unverified: the parameters after "return to the application".
      if (submitted.decision === 'cancel') return answer({ admin_consent: 'True', ...refusal });
      return c.html(approvalRequired(account, app, ownAddress(c)));
    }
    switch (submitted.decision) {
      case undefined:
        return c.html(consentPrompt({ app, account, scopes, action: ownAddress(c), organization: 'always' }));
      case 'cancel':
        return answer({ admin_consent: 'True', ...refusal, error: 'consent_required' });
      case 'accept':
        consents.grantToTenant(account.tenantId, app, scopes);
        return answer({ admin_consent: 'True', tenant: account.tenantId, scope: scopes.map(fullName).join(' ') });
    }
  };
}
