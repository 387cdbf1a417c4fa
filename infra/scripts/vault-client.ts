import type { TokenCredential } from '@azure/identity';
import { SecretClient, type SecretClientOptions } from '@azure/keyvault-secrets';

type AdditionalPolicy = NonNullable<SecretClientOptions['additionalPolicies']>[number];

/** The vault's network lets nobody in from here. */
export class OutOfReach extends Error {}

/** The codes that Azure documents for it, and the sentences that go with them. */
const NETWORK =
  /ForbiddenBy(Firewall|Connection)|public network access is disabled|client address is not authorized|approved private link/i;

/**
 * A client that tells two refusals apart. A vault answers 403 to a role that it does not know yet, which passes, and to a
 * network that it does not let in, which stays. Only the body says which, and the SDK drops it from the error of a list.
 */
export function vaultClient(url: string, credential: TokenCredential, options: SecretClientOptions = {}): SecretClient {
  return new SecretClient(url, credential, {
    ...options,
    additionalPolicies: [...(options.additionalPolicies ?? []), tellNetwork],
  });
}

const tellNetwork: AdditionalPolicy = {
  position: 'perCall',
  policy: {
    name: 'tell-network',
    async sendRequest(request, next) {
      const answer = await next(request);
      if (answer.status === 403 && NETWORK.test(answer.bodyAsText ?? '')) throw new OutOfReach();
      return answer;
    },
  },
};
