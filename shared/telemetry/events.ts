import { dimension, distribution, type EventField, flag, sum, text, type ValuesOf } from './event-field.ts';

interface EventDescription {
  readonly meaning: string;
  /** `error`: the operator has to look at every occurrence. */
  readonly level: 'info' | 'error';
  /** The alerts in `infra/modules/alerts.bicep` that query this event. */
  readonly alerts: readonly string[];
  readonly fields: Readonly<Record<string, EventField>>;
}

const organizationId = text('the organization');
const linkId = text('the link; a new one whenever a user links again');
const code = dimension('why');
const queue = dimension('the queue');
const capability = dimension('contacts or mail');
const kind = dimension('the kind of notice');
const channel = dimension('mail or webhook');
const reference = text('what the person saw on the page');
const route = dimension('the route');

/**
 * All events: the source of types, log lines, metrics and docs/telemetry.md. Fields are ids, counts and codes only;
 * card content, names, addresses, numbers and tokens are forbidden (PRODUCT E4).
 */
export const EVENTS = {
  'slots-served': {
    meaning: 'The timer asked for the runs of these minutes.',
    level: 'info',
    alerts: ['syncs-not-asked-for'],
    fields: {
      from: text('the first minute'),
      to: text('the last minute'),
      links: sum('{link}', 'links asked for, those that rest included'),
    },
  },
  'run-ended': {
    meaning: 'A worker looked at a link that is linked, has a key and does not rest',
    level: 'info',
    alerts: ['freshness'],
    fields: {
      organizationId,
      linkId,
      end: dimension('unchanged, finished, to-be-continued, stopped or failed'),
      reason: dimension('who asked: timer, linked, asked, key-changed, continuation'),
      lastSuccessAge: distribution(
        's',
        'age of the last success when it began. An unchanged look is written down once an hour, so up to 90 minutes are normal',
      ),
    },
  },
  'first-contact': {
    meaning: 'The first contacts of a new link are in Outlook.',
    level: 'info',
    alerts: [],
    fields: { organizationId, linkId, seconds: distribution('s', 'from the linking to the answer of the mailbox') },
  },
  'run-finished': {
    meaning: 'A run wrote to the mailbox.',
    level: 'info',
    alerts: [],
    fields: {
      organizationId,
      linkId,
      created: sum('{contact}', 'contacts made'),
      updated: sum('{contact}', 'contacts overwritten'),
      removed: sum('{contact}', 'contacts removed'),
      parked: sum('{contact}', 'contacts that Outlook refused'),
      stop: dimension(
        'why the rest has to wait: throttled, paced, mailbox-full, unauthorized, unanswered, out-of-time; or none',
      ),
      wait: distribution('s', 'how long the rest has to wait'),
    },
  },
  'run-stopped': {
    meaning: 'The link, its connection or its lease ended under a run, which then wrote nothing more.',
    level: 'info',
    alerts: [],
    fields: { organizationId, linkId, reason: dimension('what ended') },
  },
  'run-failed': {
    meaning: 'A run failed for a reason that we know.',
    level: 'info',
    alerts: ['tenant-refuses'],
    fields: { organizationId, linkId, code, wait: distribution('s', 'how long the service asked us to stay away') },
  },
  'card-parked': {
    meaning: 'Outlook refused one contact; the user sees which.',
    level: 'info',
    alerts: [],
    fields: { organizationId, linkId, code },
  },
  'answer-unknown': {
    meaning:
      'Microsoft Graph gave an answer whose code we do not know, or that fits no question of ours. It is taken for a passing trouble.',
    level: 'info',
    alerts: ['unknown-answers'],
    fields: { organizationId, code, status: dimension('the HTTP status') },
  },
  'doubles-found': {
    meaning:
      'A folder listing shows cards with a second contact of ours; the user sees how many, and "rebuild" removes them.',
    level: 'info',
    alerts: [],
    fields: { organizationId, linkId, doubles: sum('{contact}', 'second contacts') },
  },
  'removals-held': {
    meaning: 'Removals that look wrong wait for a person.',
    level: 'info',
    alerts: [],
    fields: {
      organizationId,
      linkId,
      removals: sum('{contact}', 'contacts that would go'),
      of: sum('{contact}', 'contacts that are there'),
    },
  },
  'ledger-digest-wrong': {
    meaning: 'The rows of a ledger add up to something else than its digest; the digest is mended.',
    level: 'error',
    alerts: ['ledger-digest'],
    fields: { organizationId, linkId },
  },
  'message-poisoned': {
    meaning: 'A message failed five times and was given up.',
    level: 'error',
    alerts: ['poison'],
    fields: { queue, organizationId },
  },
  'message-unreadable': {
    meaning: 'A message has a form that this version does not know.',
    level: 'info',
    alerts: ['poison'],
    fields: { queue },
  },
  'credential-failed': {
    meaning: 'Microsoft refused our own credential.',
    level: 'error',
    alerts: ['credential'],
    fields: { code },
  },
  'consent-proven': {
    meaning: 'A consent was proven by a sign-in.',
    level: 'info',
    alerts: [],
    fields: { organizationId, capability },
  },
  'consent-failed': {
    meaning: 'A consent did not come about.',
    level: 'info',
    alerts: [],
    fields: { organizationId, code },
  },
  'consent-missing': {
    meaning: 'Microsoft says that a consent is missing which was there.',
    level: 'info',
    alerts: [],
    fields: { organizationId, code, proven: flag('by a token request of ours; otherwise a browser brought it back') },
  },
  'consent-restored': {
    meaning: 'A missing consent is there again.',
    level: 'info',
    alerts: [],
    fields: { organizationId },
  },
  'link-finished': {
    meaning: 'A user linked a mailbox.',
    level: 'info',
    alerts: [],
    fields: { organizationId, linkId },
  },
  'link-refused': {
    meaning: 'A linking did not come about.',
    level: 'info',
    alerts: [],
    fields: { organizationId, code },
  },
  'link-cleaned': {
    meaning: 'Nothing is left of an ended link.',
    level: 'info',
    alerts: [],
    fields: { organizationId, linkId },
  },
  'organization-erased': {
    meaning: 'Everything of an organization was deleted.',
    level: 'info',
    alerts: [],
    fields: { organizationId },
  },
  'notice-not-asked-for': {
    meaning: 'A notice could not be asked for; a later tick asks again.',
    level: 'info',
    alerts: [],
    fields: { organizationId },
  },
  'notice-sent': {
    meaning: 'A notice went out.',
    level: 'info',
    alerts: ['notices'],
    fields: { organizationId, kind, channel },
  },
  'notice-failed': {
    meaning: 'A notice did not go out.',
    level: 'info',
    alerts: ['notices'],
    fields: { organizationId, kind, channel, code },
  },
  'invitation-sent': {
    meaning: 'An invitation went out.',
    level: 'info',
    alerts: [],
    fields: { organizationId },
  },
  'invitation-failed': {
    meaning: 'An invitation did not go out, or is tried again later.',
    level: 'info',
    alerts: [],
    fields: { organizationId, code },
  },
  'metrics-unavailable': {
    meaning: 'Metrics do not reach Azure Monitor. The lines go on.',
    level: 'error',
    alerts: [],
    fields: { when: dimension('start or export') },
  },
  'signed-in': {
    meaning: 'Somebody signed in at the portal.',
    level: 'info',
    alerts: [],
    fields: { organizationId, role: dimension('administrator or user') },
  },
  'signed-out': {
    meaning: 'Somebody signed out.',
    level: 'info',
    alerts: [],
    fields: { organizationId },
  },
  'sessions-ended': {
    meaning: 'Somebody ended sessions in other browsers.',
    level: 'info',
    alerts: [],
    fields: { organizationId, sessions: sum('{session}', 'sessions that ended') },
  },
  'callback-refused': {
    meaning:
      'A callback brought an error, or nothing that was begun here: it came too late, twice, from another browser, or was forged.',
    level: 'info',
    alerts: [],
    fields: { callback: dimension('sign-in, consent or link'), code },
  },
  'limit-reached': {
    meaning: 'A request was refused because there were too many of its kind from one person or network address.',
    level: 'info',
    alerts: [],
    fields: { limited: dimension('which limit') },
  },
  'request-refused': {
    meaning: 'A page or callback was refused for a reason that we know.',
    level: 'info',
    alerts: [],
    fields: { reference, route, refusal: dimension('why') },
  },
  'not-ready': {
    meaning: 'Somebody asked /readyz or had the deployment checked, and this could not be reached or was refused.',
    level: 'error',
    alerts: [],
    fields: {
      dependency: dimension('database, queues, vault, or what else the check tries'),
      error: dimension('the class or code of the error'),
    },
  },
  'key-line-failed': {
    meaning: 'A line of a file of API keys could not be kept for a reason that we do not know.',
    level: 'error',
    alerts: ['requests-fail'],
    fields: { organizationId, error: dimension('the class of the error') },
  },
  'key-claim-failed': {
    meaning: 'An API key that waits for its person could not be handed over; the next visit tries again.',
    level: 'error',
    alerts: ['requests-fail'],
    fields: { organizationId, error: dimension('the class of the error') },
  },
  'request-failed': {
    meaning: 'A page or callback failed for a reason that we do not know.',
    level: 'error',
    alerts: ['requests-fail'],
    fields: { reference, route, error: dimension('the class of the error') },
  },
} as const satisfies Record<string, EventDescription>;

/** Fields that the log adds to every event. */
export const OF_THE_INVOCATION = {
  trace: text('W3C trace id, the same from the timer or the click to the last continuation'),
  invocation: text(
    "the platform's id of the function call, and the client-request-id of its requests to Microsoft Graph",
  ),
} as const satisfies Record<string, EventField>;

/** Fields that the log adds to `run-ended`. */
const USAGE = {
  queueAge: distribution('s', 'how long the message could be seen in the queue before the run began'),
  requestUnits: distribution('{request unit}', 'what Cosmos DB charged for the run'),
  graphRequests: distribution('{request}', 'requests to Microsoft Graph; a batch is one'),
  graphBatches: distribution('{request}', 'batches among them'),
} as const satisfies Record<string, EventField>;

export type Usage = ValuesOf<typeof USAGE>;
export type EventName = keyof typeof EVENTS;
export type Events = { readonly [Name in EventName]: ValuesOf<(typeof EVENTS)[Name]['fields']> };

/** All fields of an event, in the order of its log line. */
export function fieldsOf(name: EventName): Readonly<Record<string, EventField>> {
  return { ...EVENTS[name].fields, ...(name === 'run-ended' ? USAGE : {}), ...OF_THE_INVOCATION };
}
