import { failureParameters, readClient, requiredParameter } from './client-request.ts';
import { promptNeeded, requireRegistered } from './consent-policy.ts';
import type { Consents } from './consents.ts';
import type { Directory, EntraApp } from './directory.ts';
import { EntraError, refusalOr } from './failures.ts';
import type { Grants } from './grants.ts';
import { approvalRequired, consentPrompt } from './pages.ts';
import { parseScopes, type Scopes } from './scopes.ts';
import type { BrowserSessions } from './sessions.ts';
import { type EntraContext, enterTenant, ownAddress, readSubmission, showPicker, signedInPerson } from './sign-in.ts';
import { clientInfo } from './tokens.ts';

/** `GET` and `POST /{tenant}/oauth2/v2.0/authorize`: sign-in, then consent where it is needed, then a code. */
export function authorize(directory: Directory, consents: Consents, grants: Grants, sessions: BrowserSessions) {
  return async (c: EntraContext) => {
    const { searchParams: query } = new URL(c.req.url);
    const tenant = directory.tenantOfPath(c.req.param('tenant') ?? '');
    const { app, redirectUri, answer } = readClient(c, directory);
    directory.requireAt(app, tenant);
    const request = refusalOr(() => readRequest(query, app));
    if (request instanceof EntraError) return answer(failureParameters(request));
    const { scopes, prompt, codeChallenge, hint } = request;

    const submitted = await readSubmission(c);
    const { person, sessionId } = signedInPerson(c, directory, sessions, submitted, hint);
    const justPicked = submitted.account !== undefined;
    if (person === undefined || (!justPicked && (prompt === 'select_account' || prompt === 'login'))) {
      return prompt === 'none' ? answer(failureParameters(new EntraError(50058))) : showPicker(c, directory, app, hint);
    }
    const account = refusalOr(() => enterTenant(directory, person, tenant));
    if (account instanceof EntraError) {
      if (prompt === 'none') return answer(failureParameters(new EntraError(16000)));
      throw account;
    }
    consents.requireNotDisabled(account.tenantId, app);
    consents.requireAssigned(account, app);

    const missing = consents.missing(account, app, scopes);
    if (missing.length > 0 && prompt === 'none') {
      return answer({ ...failureParameters(new EntraError(65001)), error: 'interaction_required' });
    }
    if (missing.length > 0 || prompt === 'consent') {
      // The app cannot distinguish a person without the right who returns to it from one who cancelled.
      if (submitted.decision === 'cancel') {
        return answer({ ...failureParameters(new EntraError(65004)), error_subcode: 'cancel' });
      }
      const standing = promptNeeded(account, scopes, consents.usersMayConsent(account.tenantId));
      // Unverified: on prompt=consent an ordinary user gets here even after tenant-wide consent.
      if (standing === 'none') return c.html(approvalRequired(account, app, ownAddress(c)));
      if (submitted.decision === undefined) {
        const organization = standing === 'organization' ? 'optional' : 'never';
        return c.html(consentPrompt({ app, account, scopes, action: ownAddress(c), organization }));
      }
      if (standing === 'organization' && submitted.organization === 'on') {
        requireRegistered(app, scopes);
        consents.grantToTenant(account.tenantId, app, scopes);
      } else {
        consents.grantToAccount(account, app, scopes);
      }
    }

    const nonce = query.get('nonce') ?? undefined;
    if (sessionId !== undefined) sessions.visited(sessionId, app.clientId);
    return answer({
      code: grants.issueCode({ account, app, scopes, redirectUri, codeChallenge, nonce, sessionId }),
      ...(query.get('client_info') === '1' ? { client_info: clientInfo(directory.home(account)) } : {}),
      session_state: crypto.randomUUID(),
    });
  };
}

const PROMPTS = ['login', 'none', 'consent', 'select_account'] as const;

interface AuthorizeRequest {
  scopes: Scopes;
  prompt: (typeof PROMPTS)[number] | undefined;
  codeChallenge: string | undefined;
  hint: string | undefined;
}

/** Reads the part of a request whose errors are returned to the app. */
function readRequest(query: URLSearchParams, app: EntraApp): AuthorizeRequest {
  if (requiredParameter(query, 'response_type') !== 'code') throw new EntraError(700054);
  // Entra also supports fragment and form_post; nothing here uses them.
  if ((query.get('response_mode') ?? 'query') !== 'query') throw new EntraError(90023, 'Only response_mode=query.');
  const codeChallenge = query.get('code_challenge') ?? undefined;
  if (codeChallenge !== undefined) {
    // Entra also accepts the method "plain", which protects nothing.
    if (query.get('code_challenge_method') !== 'S256') throw new EntraError(90023, 'Only S256.');
    if (!/^[\w-]{43}$/.test(codeChallenge)) throw new EntraError(50147);
  }
  const asked = query.get('prompt') ?? undefined;
  const prompt = PROMPTS.find((known) => known === asked);
  if (prompt !== asked) throw new EntraError(90023, `Unsupported 'prompt' value '${asked}'.`);
  const scopes = parseScopes(requiredParameter(query, 'scope'), app);
  return { scopes, prompt, codeChallenge, hint: query.get('login_hint') ?? undefined };
}
