import { type Clock, HOUR } from '../clock.ts';
import type { SecretName } from '../ids.ts';
import { type CardSource, CardSourceFailure } from './card-source.ts';

const SOURCE_TTL = 12 * HOUR;
const MAX_SOURCES = 5000;

/**
 * Card sources by the vault name of their API key. A key is read from the vault once and cached in this instance,
 * limited in number and age, so that a user without changes costs no vault call. A new key gets a new name, so a
 * cached one is never outdated.
 */
export function cardSourceCache(
  readKey: (name: SecretName) => Promise<{ value: string } | undefined>,
  open: (apiKey: string) => CardSource,
  clock: Clock,
): (name: SecretName) => Promise<CardSource> {
  const kept = new Map<SecretName, { source: CardSource; since: number }>();
  return async (name) => {
    const now = clock.now().getTime();
    const known = kept.get(name);
    if (known !== undefined && now - known.since < SOURCE_TTL) return known.source;
    const key = await readKey(name);
    if (key === undefined)
      throw new CardSourceFailure('key-refused', 'The API key is not in the vault. Enter it again.');
    const source = open(key.value);
    kept.delete(name);
    kept.set(name, { source, since: now });
    const [oldest] = kept.keys();
    if (kept.size > MAX_SOURCES && oldest !== undefined) kept.delete(oldest);
    return source;
  };
}
