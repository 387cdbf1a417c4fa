import { recordActivity } from '../audit/activity.ts';
import type { LinkKey, SecretName } from '../ids.ts';
import { forget, forgetLater } from '../secrets.ts';
import { type ApiKeyDependencies, checkOwner, type KeyLoss, takeFromPerson } from './supply-key.ts';

/**
 * An address is one person's (PRODUCT A7). When somebody signs in with an address that was another person's, that one's
 * key is used no longer and nothing is written to the address in that one's name. A key that waits for the address was
 * supplied for the former holder, and is handed on to nobody.
 */
export async function takeOverAddresses(
  deps: ApiKeyDependencies,
  key: LinkKey,
  addresses: readonly string[],
): Promise<void> {
  for (const address of addresses) await takeOver(deps, key, address);
}

async function takeOver(deps: ApiKeyDependencies, { organizationId, userId }: LinkKey, email: string): Promise<void> {
  for (;;) {
    const former = await deps.users.withEmail(organizationId, email, userId);
    if (former === undefined) return;
    // In this order: once the former holder has the address no more, nothing of this is looked for again.
    const waiting = await deps.supplied.read(organizationId, email);
    if (waiting !== undefined && (await deps.supplied.remove(organizationId, email, waiting))) {
      await forget(deps, former, [waiting.secret]);
      await recordActivity(deps, { organizationId, address: email }, 'key-refused', { detail: 'address-moved' });
    }
    const cardKey = (await deps.links.read(former))?.link.cardKey;
    if (cardKey != null) await stopUsing(deps, former, cardKey.secret, 'address-moved');
    await deps.links.change(former, (link) => link && { ...link, email: '' });
  }
}

/**
 * Looks again at whose key a person has, after the person's verified address has changed (PRODUCT A7). A key whose owner
 * has another address is used no longer.
 *
 * @returns whether the address may be taken for the person's; `false` while the card system does not answer
 */
export async function checkKeyAgain(
  deps: ApiKeyDependencies,
  key: LinkKey,
  addresses: readonly string[],
): Promise<boolean> {
  const link = (await deps.links.read(key))?.link;
  const cardKey = link?.cardKey;
  if (addresses.length === 0 || link === undefined || cardKey == null) return true;
  if (addresses.includes(link.email)) return true;
  const secret = await deps.vault.read(cardKey.secret);
  if (secret === undefined) return true;
  const owner = await checkOwner(deps.tryKey(secret.value), addresses, cardKey);
  if (owner === 'unavailable') return false;
  // A refused key is told by the next run, with what to do.
  if (owner !== 'other-person') return true;
  await stopUsing(deps, key, cardKey.secret, owner);
  return true;
}

async function stopUsing(deps: ApiKeyDependencies, key: LinkKey, secret: SecretName, why: KeyLoss): Promise<void> {
  await forgetLater(deps, key, [secret]);
  await takeFromPerson(deps.links, key, secret);
  await deps.vault.delete(secret);
  await recordActivity(deps, key, 'key-refused', { detail: why });
}
