import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const sources = ['shared', 'functions'].flatMap((root) =>
  readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => `${root}/${path.replaceAll('\\', '/')}`),
);

/** How often a piece of code stands in which file. */
function places(code: string): Record<string, number> {
  const counts = sources.map((path) => [path, readFileSync(path, 'utf8').split(code).length - 1] as const);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

test('LOCAL only `change` repeats what somebody overtook, and whoever says why it is not for them', () => {
  expect(places('instanceof VersionConflict')).toEqual({
    'shared/optimistic-concurrency.ts': 1,
    // Says that its mailbox was linked in another tab; erases the tokens that no link names then.
    'shared/links/linking/link-step.ts': 1,
    'shared/links/linking/link-mailbox.ts': 2,
    // Has an effect that comes before the write.
    'shared/offboarding/unlink.ts': 1,
    // Come back by a message, which decides everything anew.
    'shared/offboarding/clean-up.ts': 1,
    'shared/sync/run.ts': 1,
    // Goes on as long as the lease is its own.
    'shared/sync/lease.ts': 1,
    // Leaves a link alone that somebody serves.
    'shared/sync/poison-messages.ts': 1,
  });
});

test('LOCAL a queue message and a line of the audit log are made in one place each', () => {
  expect(Object.keys(places(' v: 1'))).toEqual(['shared/queues.ts']);
  expect(places('activity.record(')).toEqual({ 'shared/audit/activity.ts': 1 });
});
