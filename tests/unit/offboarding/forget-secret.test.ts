import { describe, expect, test } from '@jest/globals';
import { instant, type SecretName } from '../../../shared/ids.ts';
import type { LinkState } from '../../../shared/links/link.ts';
import { withChange } from '../../../shared/links/link-store.ts';
import { forgetSecret } from '../../../shared/offboarding/forget-secret.ts';
import { unlink } from '../../../shared/offboarding/unlink.ts';
import type { CleanUpMessage } from '../../../shared/queues.ts';
import type { PurgeAnswer } from '../../../shared/secrets.ts';
import { linkIn, linkKey, NOON, STATES } from '../fixtures/links.ts';
import { memoryLinks } from '../fixtures/memory-links.ts';
import { recordedQueues } from '../fixtures/recorded-queues.ts';

const key = linkKey();
const { tokens } = STATES.linked;

type Forgetting = Extract<CleanUpMessage, { scope: 'secret' }>;
const message: Forgetting = { scope: 'secret', v: 1, ...key, secret: tokens, tries: 0 };

const vaultOf = (secrets: Set<SecretName>) => ({
  delete: async (name: SecretName) => void secrets.delete(name),
  purge: async () => ({ kind: 'gone' }) as const,
});

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
      delete: async (name: SecretName) => {
        act();
        secrets.delete(name);
      },
    },
    activity: { record: async () => act() },
  };
  await unlink(deps, key, false, 'hanako').catch(() => undefined);
  const { queues } = deps;
  for (const message of messages) {
    if (message.scope === 'secret') await forgetSecret({ links, queues, vault: vaultOf(secrets) }, message);
  }
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
    await forgetSecret({ links, queues: recordedQueues(), vault: vaultOf(secrets) }, message);
    expect(secrets.size).toBe(left);
  });

  test('a key that the link names by then is kept', async () => {
    const links = memoryLinks();
    const link = linkIn('not-linked');
    const cardKey = { secret: tokens, ownerId: 'owner', suppliedAt: instant(NOON), suppliedBy: 'user' } as const;
    await links.create({ ...link, cardKey });
    const secrets = new Set<SecretName>([tokens]);
    await forgetSecret({ links, queues: recordedQueues(), vault: vaultOf(secrets) }, message);
    expect(secrets.size).toBe(1);
  });
});

describe('D1, A7 a vault that takes its time to forget', () => {
  /** What is asked of the vault until it has answered with these, and after how many seconds each. */
  async function askedUntil(...answers: readonly PurgeAnswer[]): Promise<readonly (string | number)[]> {
    const asked: (string | number)[] = [];
    const left = [...answers];
    const vault = {
      delete: async () => void asked.push('delete'),
      purge: async (): Promise<PurgeAnswer> => {
        asked.push('purge');
        return left.shift() ?? { kind: 'gone' };
      },
    };
    let next: Forgetting | undefined = message;
    while (next !== undefined) {
      const current: Forgetting = next;
      next = undefined;
      const cleanUp = async (again: CleanUpMessage, delay = 0) => {
        asked.push(delay);
        if (again.scope === 'secret') next = again;
      };
      await forgetSecret({ links: memoryLinks(), queues: { cleanUp }, vault }, current);
    }
    return asked;
  }
  const leaving: PurgeAnswer = { kind: 'leaving' };

  test.each<[string, PurgeAnswer]>([
    ['has forgotten', { kind: 'gone' }],
    ['may not be told to purge', { kind: 'kept', until: NOON }],
  ])('is asked again, more and more seldom, until it %s', async (_, last) => {
    expect(await askedUntil(leaving, leaving, leaving, last)).toEqual([
      'delete',
      'purge',
      30,
      'delete',
      'purge',
      60,
      'delete',
      'purge',
      120,
      'delete',
      'purge',
    ]);
  });

  test('is not asked for ever', async () => {
    const asked = await askedUntil(...Array.from({ length: 1000 }, () => leaving));
    const seconds = asked.filter((one) => typeof one === 'number');
    expect(Math.max(...seconds)).toBe(6 * 3600);
    // A vault keeps a deleted secret for at most 90 days.
    expect(seconds.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(90 * 86_400);
    expect(seconds.length).toBeLessThan(500);
  });
});
