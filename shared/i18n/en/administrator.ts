import type { administrator as japanese } from '../ja/administrator.ts';

export const administrator: typeof japanese = {
  tabs: { connection: 'Connection', users: 'Users', keys: 'API keys', settings: 'Settings', audit: 'Audit log' },
  ending: 'Disconnecting',
  endingTitle: 'Disconnecting',
  endingNow: 'The disconnect is being completed.',
  endingProgress: (done, total) =>
    `Every sync has stopped. Completing the disconnect: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} users done`,
  endingAt: (share) => `Disconnecting (${share.toLocaleString('en', { style: 'percent' })})`,
  endingOver: 'The disconnect is complete.',
  endingShow: 'Show the progress',
  endingDone: (people, at) => {
    if (people === 0) return `Disconnected on ${at}.`;
    return people === 1
      ? `Disconnected on ${at}. The link of one user has ended as well.`
      : `Disconnected on ${at}. The links of ${people.toLocaleString('en')} users have ended as well.`;
  },
};
