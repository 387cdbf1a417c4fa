import type { audit as japanese } from '../ja/audit.ts';

export const audit: typeof japanese = {
  title: 'Audit log',
  everything: 'Log of the whole organization',
  titleOf: (address) => `Audit log of ${address}`,
  everybody: "See the whole organization's log",
  explanation: 'Who did what, and when. Kept for 400 days. It never holds what is on a card.',
  viewOver: 'The choice of a user has expired, so these are the entries of everybody.',
  none: 'Nothing has happened yet.',
  older: 'Older entries',
  newest: 'Newest entries',
  download: 'Download as CSV',
  downloadHint: (most) => `The newest ${most} entries at most. Opens in Excel as it is.`,
  service: 'The service (automatic)',
  unknown: 'unknown',
  linkHolder: 'Recipient of the consent link',
  columns: {
    at: 'When',
    atInJapan: 'When (Japan)',
    actor: 'Who',
    event: 'What',
    user: 'User affected',
    detail: 'Details',
  },
};
