import { claimSuppliedKey } from '../../api-keys/supply-key.ts';
import { standingConnection } from '../../consent/active-connection.ts';
import type { Session } from '../../identity/session.ts';
import { isMoving, type Service, standingOf } from '../../links/link-status.ts';
import { meetUser } from '../../links/update-from-visit.ts';
import type { Organization } from '../../organizations/organization.ts';
import { pageReply, type Reply } from '../http/response.ts';
import type { Call } from '../http/route.ts';
import { liveState } from './live-state.ts';
import { MOST_PARKED } from './parked-section.ts';
import { userPage } from './user-page.ts';
import type { UserView } from './user-view.ts';

const ACTIVITY_SHOWN = 10;

/** The user's screen as it stands; its state as JSON where a program asks. */
export async function showSettings(
  call: Call<Session>,
  said: Pick<UserView, 'keyError' | 'notice' | 'noticeAfter'> = {},
): Promise<Reply> {
  const { services, session, language, words, request } = call;
  const { organizationId, userId } = session.person;
  const key = { organizationId, userId };
  const wantsState = request.headers.get('accept')?.startsWith('application/json');
  if (!wantsState) {
    await takeWaitingKey(call);
    await meetUser(services.links, session.person, language);
  }
  const head = (await services.links.read(key))?.head;
  const organization = (await services.organizations.read(organizationId))?.organization;
  const service = serviceOf(organization);
  const now = services.clock.now();
  const seen = { language, words, now, head, standing: standingOf(head, service, now) };

  if (wantsState) return { kind: 'json', body: stateOf(seen, service !== 'off') };
  const linked = head !== undefined && 'folder' in head.state;
  const page = userPage({
    ...seen,
    csrfToken: session.csrfToken,
    administrator: session.person.administrator,
    cardUrlTemplate: organization?.cardUrlTemplate ?? '',
    parked: linked ? await services.links.parked(key, MOST_PARKED + 1) : [],
    activity: await services.activity.recent(key, ACTIVITY_SHOWN),
    mailIsSetUp: services.notices.notifier !== undefined,
    ...said,
    // What was asked for may be done already.
    notice: seen.standing.name === 'up-to-date' ? (said.noticeAfter ?? said.notice) : said.notice,
  });
  return pageReply(page, said.keyError === undefined ? 200 : 422);
}

/** A key that waits for this person. Should the vault not give it out, it goes on waiting, and the screen is shown. */
async function takeWaitingKey({ services, session }: Call<Session>): Promise<void> {
  const { organizationId, userId, verifiedEmail } = session.person;
  try {
    await claimSuppliedKey(services.keys, { organizationId, userId }, verifiedEmail);
  } catch (failure) {
    const error = failure instanceof Error ? failure.name : 'unknown';
    services.log.record('key-claim-failed', { organizationId, error });
  }
}

function serviceOf(organization: Organization | undefined): Service {
  if (organization === undefined) return 'off';
  if (standingConnection(organization, organization.contacts.generation) === undefined) return 'off';
  return organization.pausedAt === null ? 'on' : 'paused';
}

function stateOf(seen: Parameters<typeof liveState>[0], connected: boolean) {
  const { head, standing } = seen;
  return {
    connected,
    state: head?.state.name ?? 'not-linked',
    standing: standing.name,
    hasKey: head?.cardKey != null,
    account: head !== undefined && 'mailbox' in head.state ? head.state.mailbox.name : null,
    running: isMoving(standing),
    progress: head?.sync.progress ?? null,
    lastSuccess: head?.sync.lastSuccess ?? null,
    lastFailure: head?.sync.lastFailure ?? null,
    counts: head?.sync.counts ?? null,
    hold: head?.sync.hold ?? null,
    live: liveState(seen),
  };
}
