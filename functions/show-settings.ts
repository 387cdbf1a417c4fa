import type { Session } from '../shared/identity/session.ts';
import { claimSuppliedKey } from '../shared/links/card-keys.ts';
import type { LinkHead } from '../shared/links/link-head.ts';
import { standingConnection } from '../shared/organizations/organization.ts';
import { isRunning, userPage } from '../shared/portal/pages/user.ts';
import type { Call } from './portal-route.ts';
import { pageReply, type Reply } from './reply.ts';

const ACTIVITY_SHOWN = 10;

/** The user's screen as it stands; its state as JSON where a program asks. */
export async function showSettings(
  call: Call<Session>,
  said: { keyError?: string; notice?: string } = {},
): Promise<Reply> {
  const { services, session, language, words, request } = call;
  const { organizationId, userId, verifiedEmail } = session.person;
  const key = { organizationId, userId };
  await claimSuppliedKey(services.keys, key, verifiedEmail);
  const head = (await services.links.read(key))?.head;
  const organization = (await services.organizations.read(organizationId))?.organization;
  const connected =
    organization !== undefined && standingConnection(organization, organization.contacts.generation) !== undefined;

  if (request.headers.get('accept')?.startsWith('application/json')) {
    return { kind: 'json', body: stateOf(head, connected) };
  }
  const page = userPage({
    language,
    words,
    csrfToken: session.csrfToken,
    connected,
    folderName: services.settings.CONTACT_FOLDER_NAME,
    head,
    activity: await services.activity.recent(organizationId, userId, ACTIVITY_SHOWN),
    ...said,
  });
  return pageReply(page, said.keyError === undefined ? 200 : 422);
}

function stateOf(head: LinkHead | undefined, connected: boolean) {
  return {
    connected,
    state: head?.state.name ?? 'not-linked',
    hasKey: head?.cardKey != null,
    account: head !== undefined && 'mailbox' in head.state ? head.state.mailbox.name : null,
    running: head !== undefined && isRunning(head),
    progress: head?.sync.progress ?? null,
    lastSuccess: head?.sync.lastSuccess ?? null,
    lastFailure: head?.sync.lastFailure ?? null,
    counts: head?.sync.counts ?? null,
    hold: head?.sync.hold ?? null,
  };
}
