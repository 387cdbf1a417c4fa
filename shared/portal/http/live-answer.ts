import type { LiveState } from '../components/live-state.ts';
import type { PortalResponse } from './response.ts';
import type { PortalRequest } from './route.ts';

/** Whether an open page asks for its state, rather than a person for the page. */
export function asksForState({ headers }: PortalRequest): boolean {
  return headers.get('accept')?.startsWith('application/json') === true;
}

/** The answer to an open page that asks for its state. */
export function liveAnswer(live: LiveState): PortalResponse {
  return { kind: 'json', body: { live } };
}
