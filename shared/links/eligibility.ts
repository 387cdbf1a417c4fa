import { DAY } from '../clock.ts';
import type { Instant } from '../ids.ts';
import type { Organization } from '../organizations/organization.ts';
import { isAskedToWait } from './back-off.ts';
import type { CardKey, Link, LinkedState, LinkState } from './link.ts';
import type { StopReason } from './run-failure.ts';

/** Milliseconds for which a stopped link waits for its user (PRODUCT C11). */
const RECONNECT_TIMEOUT = 30 * DAY;
/** Milliseconds within which the next sign-in may continue a linking that broke off. Its token is not kept longer. */
const LINKING_TIMEOUT = DAY;

/** Whether a link may be served now, or the first reason why not, in this order. */
export type Eligibility =
  | { readonly kind: 'not-linked' }
  /** The user or the service ended the link. */
  | { readonly kind: 'unlinking' }
  /** The connection under which the link was made has ended, or was made again under another generation. */
  | { readonly kind: 'disconnected' }
  | { readonly kind: 'linking-expired' }
  | { readonly kind: 'reconnect-expired'; readonly reason: StopReason }
  /** The contract plan does not include the feature now (PRODUCT A6). */
  | { readonly kind: 'plan-lapsed' }
  | { readonly kind: 'linking' }
  | { readonly kind: 'reconnect-needed'; readonly reason: StopReason }
  /** The administrator paused all links, or this one (PRODUCT E1). */
  | { readonly kind: 'organization-paused' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'key-missing' }
  /** Microsoft or Sansan asked to wait, or the request budget of the mailbox is used up. */
  | { readonly kind: 'waiting'; readonly until: Instant }
  | { readonly kind: 'eligible'; readonly link: Link; readonly linked: LinkedState; readonly cardKey: CardKey };

/** The part of an organization that decides whether its links are served. */
export interface Service extends Pick<Organization, 'entitled' | 'pausedAt'> {
  readonly contacts: Pick<Organization['contacts'], 'state' | 'generation'>;
}

/**
 * Whether a link may be served now.
 *
 * @param link `undefined` for a user who never had one
 * @param service the organization; `undefined` when it is gone
 */
export function eligibility(link: Link | undefined, service: Service | undefined, now: Date): Eligibility {
  if (link === undefined || link.state.name === 'not-linked') return { kind: 'not-linked' };
  const { state, cardKey, pausedAt, sync } = link;
  const isOlderThan = (at: Instant, age: number) => now.getTime() - Date.parse(at) > age;

  if (state.name === 'unlinking') return { kind: 'unlinking' };
  if (service?.contacts.state !== 'connected' || !hasGeneration(state, service.contacts.generation)) {
    return { kind: 'disconnected' };
  }
  if (state.name === 'linking' && isOlderThan(state.since, LINKING_TIMEOUT)) return { kind: 'linking-expired' };
  if (state.name === 'reconnect-needed' && isOlderThan(state.stoppedAt, RECONNECT_TIMEOUT)) {
    return { kind: 'reconnect-expired', reason: state.reason };
  }

  if (!service.entitled) return { kind: 'plan-lapsed' };
  if (state.name === 'linking') return { kind: 'linking' };
  if (state.name === 'reconnect-needed') return { kind: 'reconnect-needed', reason: state.reason };
  if (service.pausedAt !== null) return { kind: 'organization-paused' };
  if (pausedAt !== null) return { kind: 'paused' };
  if (cardKey === null) return { kind: 'key-missing' };
  if (isAskedToWait(sync, now)) return { kind: 'waiting', until: sync.notBefore };
  return { kind: 'eligible', link, linked: state, cardKey };
}

/** Whether the link has ended, so that only its clean-up is left to do. */
export function isOver({ kind }: Eligibility): boolean {
  return kind === 'unlinking' || kind === 'disconnected' || kind === 'linking-expired' || kind === 'reconnect-expired';
}

/**
 * Whether links may be made, and be served unless paused: the organization is connected, and its contract plan includes
 * the feature.
 */
export function isActive<Serving extends Service>(
  service: Serving | undefined,
): service is Serving & { readonly contacts: { readonly state: 'connected' } } {
  return service?.entitled === true && service.contacts.state === 'connected';
}

/** Whether a link was made under this generation of the connection. A message with another generation is ignored. */
export function hasGeneration<State extends LinkState>(
  state: State,
  generation: number,
): state is Extract<State, { generation: number }> {
  return 'generation' in state && state.generation === generation;
}

/** Whether a link was made under an earlier generation than the connection's present one, `generation`. */
export function isOfEarlierConnection({ state }: Link, generation: number): boolean {
  return 'generation' in state && state.generation < generation;
}
