import { describe, expect, test } from '@jest/globals';
import type { SecretName } from '../../../shared/ids.ts';
import type { LinkState } from '../../../shared/links/link.ts';
import { withChange } from '../../../shared/links/link-store.ts';
import { eraseUnnamed } from '../../../shared/offboarding/delete-tokens.ts';
import { unlink } from '../../../shared/offboarding/unlink.ts';
import type { CleanUpMessage } from '../../../shared/queues.ts';
import { linkIn, linkKey, NOON, STATES } from '../fixtures/links.ts';
import { memoryLinks } from '../fixtures/memory-links.ts';

const key = linkKey();
const { tokens } = STATES.linked;

/** Unlinks a linking that broke off; the program dies at the n-th thing that it does to the world. */
async function dieAt(n: number) {
  const links = memoryLinks();
  await links.create(linkIn('linking'));
  const messages: CleanUpMessage[] = [];
  const secrets = new Set<SecretName>([tokens]);
  let acts = 0;
  const act = () => {
    acts += 1;
    if (acts === n) throw new Error('The program died.');
  };
  const deps = {
    clock: { now: () => NOON },
    links: withChange({
      ...links,
      replace: async (...change: Parameters<typeof links.replace>) => {
        act();
        return links.replace(...change);
      },
    }),
    queues: {
      sync: async () => {},
      notification: async () => {},
      cleanUp: async (message: CleanUpMessage) => {
        act();
        messages.push(message);
      },
    },
    vault: {
      erase: async (name: SecretName) => {
        act();
        secrets.delete(name);
      },
    },
    activity: { record: async () => act() },
  };
  await unlink(deps, key, false, 'hanako').catch(() => undefined);
  const vault = { erase: async (name: SecretName) => void secrets.delete(name) };
  for (const message of messages) if (message.scope === 'secret') await eraseUnnamed({ links, vault }, message);
  return { state: (await links.read(key))?.link.state.name, secrets: secrets.size };
}

describe('D1 the tokens of a link', () => {
  test.each([1, 2, 3, 4, 5])(
    'a linking that ends keeps its tokens or leaves none, wherever the program dies: %i',
    async (n) => {
      const { state, secrets } = await dieAt(n);
      expect([
        ['linking', 1],
        ['not-linked', 0],
      ]).toContainEqual([state, secrets]);
    },
  );

  test.each<[LinkState['name'], number]>([
    ['not-linked', 0],
    ['linking', 1],
    ['linked', 1],
    ['reconnect-needed', 1],
    ['unlinking', 1],
  ])('the second erasure of the tokens of a link that is %s leaves %i', async (name, left) => {
    const links = memoryLinks();
    await links.create(linkIn(name));
    const secrets = new Set<SecretName>([tokens]);
    const vault = { erase: async (secret: SecretName) => void secrets.delete(secret) };
    await eraseUnnamed({ links, vault }, { scope: 'secret', v: 1, ...key, secret: tokens });
    expect(secrets.size).toBe(left);
  });
});
