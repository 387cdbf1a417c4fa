import { claimSuppliedKey } from '../../api-keys/supply-key.ts';
import { addressesOf, type Session } from '../../identity/session.ts';
import { isActive } from '../../links/eligibility.ts';
import { isMoving, linkStatus } from '../../links/link-status.ts';
import { updateFromVisit } from '../../links/update-from-visit.ts';
import { pageContext } from '../components/page-context.ts';
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
  const { services, session, language, request } = call;
  const { organizationId, userId } = session.person;
  const key = { organizationId, userId };
  const wantsState = request.headers.get('accept')?.startsWith('application/json');
  if (!wantsState) {
    await takeWaitingKey(call);
    await updateFromVisit(services.links, session.person, language);
  }
  const link = (await services.links.read(key))?.link;
  const organization = (await services.organizations.read(organizationId))?.organization;
  const context = pageContext(call);
  const seen = { ...context, link, status: linkStatus(link, organization, context.now) };

  if (wantsState) return { kind: 'json', body: stateOf(seen, isActive(organization)) };
  const linked = link !== undefined && 'folder' in link.state;
  const page = userPage({
    ...seen,
    administrator: session.person.administrator,
    cardUrlTemplate: organization?.cardUrlTemplate ?? '',
    parked: linked ? await services.links.parked(key, MAX_PARKED + 1) : [],
    incomplete: linked ? await services.links.incomplete(key, MAX_PARKED + 1) : [],
    activity: await services.activity.recent(key, ACTIVITY_SHOWN),
    mailIsSetUp: services.notices.notifier !== undefined,
    ...outcome,
    // The requested action may already be finished.
    flash: seen.status.name === 'up-to-date' ? (outcome.flashAfter ?? outcome.flash) : outcome.flash,
  });
  return pageResponse(page, outcome.keyError === undefined ? 200 : 422);
}

/**
 * Claims the API key that an administrator supplied for this person. If the vault fails, the key stays supplied and
 * the screen is shown anyway.
 */
async function takeWaitingKey({ services, session }: Call<Session>): Promise<void> {
  const { organizationId, userId } = session.person;
  try {
    await claimSuppliedKey(services.keys, { organizationId, userId }, addressesOf(session.person));
  } catch (failure) {
    const error = failure instanceof Error ? failure.name : 'unknown';
    services.log.record('key-claim-failed', { organizationId, error });
  }
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
