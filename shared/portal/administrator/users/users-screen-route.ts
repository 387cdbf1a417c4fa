import type { Words } from '../../../i18n/words.ts';
import { userStanding } from '../../../links/user-status.ts';
import { newOrganization } from '../../../organizations/organization.ts';
import type { Said } from '../../components/flash-message.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { pageReply } from '../../http/response.ts';
import { sealAddress } from '../api-keys/show-keys.ts';
import { usersPage } from './users-page.ts';
import { readUsersView, sealUser, sealUsersView, usersAddress } from './users-view.ts';

const SHOWN = 50;

administratorRoute('users-screen', { method: 'GET', route: 'organization/microsoft-365/users' }, async (call) => {
  const { services, session, language, words, request } = call;
  const { organizationId, organizationName, entitled } = session.person;
  const view = await readUsersView(call);
  const organization =
    (await services.organizations.read(organizationId))?.organization ??
    newOrganization(organizationId, organizationName, entitled);
  const { generation } = organization.contacts;
  const [totals, { heads, next }] = await Promise.all([
    services.users.totals(organizationId, generation),
    services.users.page(organizationId, generation, view, view.after, SHOWN),
  ]);
  const refused = heads.filter((head) => userStanding(head, generation) === 'key-refused');
  const sealed = await Promise.all(heads.map(async ({ userId }) => [userId, await sealUser(call, userId)] as const));
  const keyed = await Promise.all(
    refused.map(async ({ userId, email }) => [userId, await sealAddress(call, email)] as const),
  );
  const done = request.query.get('done');
  return pageReply(
    usersPage({
      language,
      words,
      csrfToken: session.csrfToken,
      now: services.clock.now(),
      organization,
      generation,
      totals,
      heads,
      sealed: new Map(sealed),
      keyed: new Map(keyed),
      filter: view,
      view: await sealUsersView(call, view),
      first: view.after === undefined,
      firstPage: usersAddress(await sealUsersView(call, { ...view, after: undefined })),
      nextPage: next === undefined ? undefined : usersAddress(await sealUsersView(call, { ...view, after: next })),
      notice: saidOf(words, done),
    }),
  );
});

const DONE = ['paused', 'resumed', 'resumedAll', 'decided'] as const;

function saidOf({ users }: Words, done: string | null): Said | undefined {
  if (done === 'notDecided') return { warning: users.notDecided };
  const name = DONE.find((known) => known === done);
  return name && users[name];
}
