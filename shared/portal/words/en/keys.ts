import type { keys as japanese } from '../ja/keys.ts';

export const keys: typeof japanese = {
  accepted: (email) => `The API key of ${email} has been registered.`,
  waiting: 'API keys that wait for their users',
  waitingHint: 'When such a user opens "External service settings" next, the key goes to them and leaves this list.',
  others: 'Keys that were handed over are shown under "Users".',
  noneWaits: 'No key is waiting.',
  suppliedAt: 'Registered at',
  withdraw: 'Remove',
  withdrawTitle: 'Remove this API key?',
  withdrawExplanation: (email) =>
    `The API key of ${email} will be deleted from this service. Before this user's cards can be synced, a key has to be registered again. The key itself stays valid in Sansan.`,
  withdrawn: (email) => `The API key of ${email} has been removed.`,
};
