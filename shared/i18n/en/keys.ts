import type { keys as japanese } from '../ja/keys.ts';

export const keys: typeof japanese = {
  accepted: (email) => `The API key of ${email} has been registered.`,
  waiting: 'API keys not in use yet',
  waitingHint: 'When the user opens "External service settings", the key moves from this list to "Users".',
  others: 'Keys in use are shown under "Users".',
  noneWaits: 'There is no such key.',
  suppliedAt: 'Registered at',
  withdraw: 'Remove',
  withdrawTitle: 'Remove this API key?',
  withdrawExplanation: (email) =>
    `The API key of ${email} will be deleted from this service. Before this user's cards can be synced, a key has to be registered again. The key itself stays valid in Sansan.`,
  withdrawn: (email) => `The API key of ${email} has been removed.`,
};
