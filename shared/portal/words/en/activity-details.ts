import type { StopReason } from '../../../links/run-failure.ts';
import type { activityDetails as japanese } from '../ja/activity-details.ts';

const linked: Readonly<Record<string, string | undefined>> = {
  'take-over': 'took the earlier folder over',
  rename: 'kept the earlier folder under another name',
  reconnected: 'signed in again',
};
const stopped: Readonly<Record<string, string | undefined>> = {
  'access-revoked': 'Microsoft revoked the access',
  'no-mailbox': 'the mailbox was not found',
  'key-refused': 'Sansan refused the API key',
  'access-denied': 'access to the contacts was denied',
} satisfies Record<StopReason, string>;
const changed: Readonly<Record<string, string | undefined>> = {
  'card-url': 'address of the card page',
  'contact-rules': 'how contacts are written',
};

export const activityDetails: typeof japanese = (kind, detail) => {
  switch (kind) {
    case 'linked':
      return linked[detail];
    case 'unlinked':
      return detail === 'folder-deleted' ? 'with the folder' : undefined;
    case 'removals-held':
      return Number(detail).toLocaleString('en');
    case 'reconnect-needed':
      return stopped[detail];
    case 'settings-changed':
      return changed[detail];
    case 'paused':
    case 'resumed':
      return detail === 'everybody' ? 'everybody' : undefined;
    case 'hold-decided':
      return detail === 'apply' ? 'remove the contacts' : 'keep the contacts';
    default:
      return undefined;
  }
};
