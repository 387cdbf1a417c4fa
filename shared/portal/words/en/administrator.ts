import type { administrator as japanese } from '../ja/administrator.ts';

export const administrator: typeof japanese = {
  tabs: { connection: 'Connection', users: 'Users', keys: 'API keys', settings: 'Settings', audit: 'Audit log' },
  endingTitle: 'Tidying up after the disconnect',
  endingProgress: (done, total) =>
    `Every sync has stopped. Tidying up: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} users done`,
  endingAt: (share) => `Tidying up (${share.toLocaleString('en', { style: 'percent' })})`,
  endingOver: 'Everything is tidied up.',
  endingShow: 'Show the progress',
  endingDone: (people, at) => {
    if (people === 0) return `Disconnected at ${at}.`;
    return people === 1
      ? `Disconnected at ${at}. The link of one user has ended and is tidied up.`
      : `Disconnected at ${at}. The links of ${people.toLocaleString('en')} users have ended and are tidied up.`;
  },
};
