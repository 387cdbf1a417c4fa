import type { ActivityKind } from '../../audit/activity.ts';
import { known } from '../../i18n/lookup.ts';
import type { Words } from '../../i18n/words.ts';

/** What the detail of a line of the audit log says; `undefined` where it says nothing to people. */
export function activityDetail(words: Words, kind: ActivityKind, detail: string): string | undefined {
  const text = words.activityDetails;
  switch (kind) {
    case 'connected':
    case 'disconnected':
    case 'consent-asked':
    case 'consent-link-made':
    case 'consent-link-revoked':
    case 'consent-withdrawn':
    case 'consent-restored':
      return known(words.organization.capability, detail);
    case 'consent-failed':
    case 'consent-missing':
      return known({ ...words.microsoftProblems, ...words.connectProblems }, detail)?.title;
    case 'linked':
      return known(text.linked, detail);
    case 'unlinked':
      return known(text.unlinked, detail);
    case 'key-refused':
      return known(text.refusedKey, detail);
    case 'removals-held':
      return text.removalsHeld(Number(detail));
    case 'reconnect-needed':
      return known(text.stopped, detail);
    case 'settings-changed':
      return known(text.changed, detail);
    case 'paused':
    case 'resumed':
      return known(text.whose, detail);
    case 'hold-decided':
      return known(text.decided, detail);
    default:
      return undefined;
  }
}
