import type { administrator as japanese } from '../ja/administrator.ts';

export const administrator: typeof japanese = {
  tabs: { connection: 'Connection', users: 'Users', keys: 'API keys', settings: 'Settings', audit: 'Audit log' },
  endingTitle: 'Tidying up after the disconnect',
  endingProgress: (done, total) =>
    `Every sync has stopped. Tidying up: ${done.toLocaleString('en')} of ${total.toLocaleString('en')} users done`,
};
