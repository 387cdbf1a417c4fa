import { checkKeyAgain } from '../../api-keys/moved-address.ts';
import { claimSuppliedKey } from '../../api-keys/supply-key.ts';
import { addressesOf, type Session } from '../../identity/session.ts';
import { isActive } from '../../links/eligibility.ts';
import { isMoving, isSettled, linkStatus } from '../../links/link-status.ts';
import { updateFromVisit } from '../../links/update-from-visit.ts';
import { pageContext } from '../components/page-context.ts';
import { asksForState } from '../http/live-answer.ts';
import { type PortalResponse, pageResponse } from '../http/response.ts';
import type { Call } from '../http/route.ts';
import { liveState } from './live-state.ts';
import { MAX_PARKED } from './parked-section.ts';
import { userPage } from './user-page.ts';
import type { UserView } from './user-view.ts';

const ACTIVITY_SHOWN = 10;

/** Shows the user's screen in its current state; as JSON when the request accepts JSON. */
export async function showSettings(
  call: Call<Session>,
  outcome: Pick<UserView, 'keyError' | 'flash' | 'flashAfter'> = {},
): Promise<PortalResponse> {
  const { services, session, request } = call;
  const { organizationId, userId } = session.person;
  const key = { organizationId, userId };
  const wantsState = asksForState(request);
  const keyWaits = wantsState ? false : await visit(call);
  const link = (await services.links.read(key))?.link;
  const organization = (await services.organizations.read(organizationId))?.organization;
  const context = pageContext(call);
  const seen = { ...context, link, status: linkStatus(link, organization, context.now) };

  if (wantsState) return { kind: 'json', body: stateOf(seen, isActive(organization)) };
  const linked = link !== undefined && 'folder' in link.state;
  const page = userPage({
    ...seen,
    administrator: session.person.administrator,
    offersOtherAccounts: session.person.accountHint !== undefined && organization?.otherAccountsAllowed !== false,
    cardUrlTemplate: organization?.cardUrlTemplate ?? '',
    parked: linked ? await services.links.parked(key, MAX_PARKED + 1) : [],
    incomplete: linked ? await services.links.incomplete(key, MAX_PARKED + 1) : [],
    activity: await services.activity.recent(key, ACTIVITY_SHOWN),
    keyWaits,
    mailIsSetUp: services.notices.notifier !== undefined,
    ...outcome,
    // The requested action may already be finished.
    flash: isSettled(seen.status) ? (outcome.flashAfter ?? outcome.flash) : outcome.flash,
  });
  return pageResponse(page, outcome.keyError === undefined ? 200 : 422);
}

/**
 * Takes a visit for what it says: the address and language to write to, and which API key is this person's now. If the
 * vault fails, all stays as it was and the screen is shown anyway.
 *
 * @returns whether a key waits for the next sign-in
 */
async function visit({ services, session, language }: Call<Session>): Promise<boolean> {
  const { organizationId, userId } = session.person;
  const key = { organizationId, userId };
  const addresses = addressesOf(session.person);
  try {
    if (await checkKeyAgain(services.keys, key, addresses)) {
      const waits = await claimSuppliedKey(services.keys, key, addresses, session.startedAt);
      await updateFromVisit(services.links, session.person, language);
      return waits;
    }
  } catch (failure) {
    const error = failure instanceof Error ? failure.name : 'unknown';
    services.log.record('key-claim-failed', { organizationId, error });
  }
  return false;
}

function stateOf(seen: Parameters<typeof liveState>[0], connected: boolean) {
  const { link, status } = seen;
  return {
    connected,
    state: link?.state.name ?? 'not-linked',
    standing: status.name,
    hasKey: link?.cardKey != null,
    account: link !== undefined && 'mailbox' in link.state ? link.state.mailbox.name : null,
    running: isMoving(status),
    progress: link?.sync.progress ?? null,
    lastSuccess: link?.sync.lastSuccess ?? null,
    lastFailure: link?.sync.lastFailure ?? null,
    counts: link?.sync.counts ?? null,
    hold: link?.sync.hold ?? null,
    live: liveState(seen),
  };
}
