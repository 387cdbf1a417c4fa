import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type Needs, NEEDS as OF_THE_STACK } from '../../local/emulators/permissions.ts';
import type { Told } from './fixtures/story-process.ts';

export type Service = keyof Told['operations'];

const messages = 'Microsoft.Storage/storageAccounts/queueServices/queues/messages';

/** Sources of what the local stack does not know: "Permissions for Queue service operations" of Azure Storage, Graph. */
export const NEEDS: Readonly<Record<Service, Needs>> = {
  ...OF_THE_STACK,
  queues: [
    [/^PUT \/:queue$/, null],
    [/^GET \/:queue metadata$/, ['Microsoft.Storage/storageAccounts/queueServices/queues/read']],
    [/^POST \/:queue\/messages$/, [`${messages}/write`]],
    [/^GET \/:queue\/messages$/, [`${messages}/process/action`]],
    [/^DELETE \/:queue\/messages\/:id$/, [`${messages}/process/action`]],
  ],
  graph: [
    [/^POST \/\$batch$/, []],
    [/^(GET|POST|PATCH|DELETE) \/me\/contactFolders(\/|$)/, ['Contacts.ReadWrite']],
  ],
};

/**
 * Tells the story of the demo in a process of its own, and answers what each service was asked for.
 *
 * @param portal who signs people in
 * @param cards number of the first user's cards
 */
export async function tellOperations(portal: 'entra' | 'openid', cards: number): Promise<Told> {
  const story = new URL('./fixtures/story-process.ts', import.meta.url);
  const child = fork(story, [portal, String(cards)], { execArgv: [], stdio: 'ignore' });
  const [told] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The story ended with ${code}.`))),
  ]);
  return told;
}

/** What the operations need by the table, and the operations that it does not know. */
export function needed(service: Service, operations: readonly string[]): { actions: string[]; unknown: string[] } {
  const actions = new Set<string>();
  const unknown = operations.filter((operation) => {
    const need = NEEDS[service].find(([pattern]) => pattern.test(operation));
    for (const action of need?.[1] ?? []) actions.add(action);
    return need === undefined;
  });
  return { actions: [...actions].sort(), unknown };
}
