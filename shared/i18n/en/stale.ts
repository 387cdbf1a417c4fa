import type { stale as japanese } from '../ja/stale.ts';

export const stale: typeof japanese = {
  causes: {
    'signed-out': 'You are no longer signed in, so the current state cannot be shown.',
    replaced:
      'Somebody signed in with another account, or you signed in again, in this browser. This page is no longer updated, and what is sent from it is refused.',
    changed: 'This screen or its conditions of use have changed, so the current state cannot be shown. Please reload.',
    unreachable: 'The current state cannot be reached. Trying again automatically.',
  },
  reload: 'Reload',
  asOf: { before: 'This page shows the state at ', after: ' (Japan time).' },
};
