import type { ActivityKind } from '../../audit/activity.ts';
import { lookup, type Words } from '../../i18n/words.ts';

/** Text of an audit log entry's detail; `undefined` when the detail is not meant for people. */
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
      return lookup(words.organization.capability, detail);
    case 'consent-failed':
    case 'consent-missing':
      return lookup({ ...words.microsoftProblems, ...words.connectProblems }, detail)?.title;
    case 'linked':
      return lookup(text.linked, detail);
    case 'unlinked':
      return lookup(text.unlinked, detail);
    case 'key-refused':
      return lookup(text.refusedKey, detail);
    case 'answer-refused':
      return lookup(text.refusedAnswer, detail);
    case 'sessions-ended':
      return text.sessions(Number(detail));
    case 'removals-held':
      return text.removalsHeld(Number(detail));
    case 'invited':
      return text.invited(Number(detail));
    case 'reconnect-needed':
      return lookup(text.stopped, detail);
    case 'settings-changed':
      return lookup(text.changed, detail);
    case 'paused':
    case 'resumed':
      return lookup(text.whose, detail);
    case 'hold-decided':
      return lookup(text.decided, detail);
    default:
      return undefined;
  }
}

/** The same text in parentheses, to follow the event's name; empty when there is none. */
export function activityAside(words: Words, kind: ActivityKind, detail: string | null): string {
  const said = detail === null ? undefined : activityDetail(words, kind, detail);
  return said === undefined ? '' : words.aside(said);
}
