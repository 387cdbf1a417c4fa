/**
 * The events of the program, each with the fields it may carry. Ids, counts and codes only: no card content, name,
 * address, number or token ever belongs here (PRODUCT E4).
 */
interface Events {
  'run-finished': {
    organizationId: string;
    linkId: string;
    created: number;
    updated: number;
    removed: number;
    parked: number;
  };
  'run-stopped': { organizationId: string; linkId: string; reason: string };
  'run-failed': { organizationId: string; linkId: string; code: string };
  'card-parked': { organizationId: string; linkId: string; code: string };
  'removals-held': { organizationId: string; linkId: string; removals: number; of: number };
  'message-poisoned': { queue: string; organizationId: string };
  'message-unreadable': { queue: string };
  'credential-failed': { code: string };
  'consent-failed': { organizationId: string; code: string };
  'consent-proven': { organizationId: string; capability: string };
  'consent-missing': { organizationId: string; code: string; proven: boolean };
  'consent-restored': { organizationId: string };
  'link-finished': { organizationId: string; linkId: string };
  'link-refused': { organizationId: string; code: string };
  'link-cleaned': { organizationId: string; linkId: string };
  'organization-erased': { organizationId: string };
  'notice-not-asked-for': { organizationId: string };
  'notice-sent': { organizationId: string; kind: string; channel: string };
  'notice-failed': { organizationId: string; kind: string; channel: string; code: string };
  'slots-served': { from: string; to: string; links: number };
  'request-refused': { reference: string; route: string; refusal: string };
  'request-failed': { reference: string; route: string; error: string };
}

export interface EventLog {
  record<Name extends keyof Events>(name: Name, fields: Events[Name]): void;
}

const AS_ERROR: ReadonlySet<keyof Events> = new Set(['credential-failed', 'message-poisoned', 'request-failed']);

/** One JSON line per event, to the sink of the functions host. */
export function lineLog(write: (level: 'info' | 'error', line: string) => void): EventLog {
  return {
    record: (name, fields) => write(AS_ERROR.has(name) ? 'error' : 'info', JSON.stringify({ event: name, ...fields })),
  };
}
