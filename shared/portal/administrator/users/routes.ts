import * as z from 'zod';
import { foldAscii } from '../../../ascii-case.ts';
import { soleEmailAddress } from '../../../email-address.ts';
import type { Words } from '../../../i18n/words.ts';
import { userIdSchema } from '../../../ids.ts';
import { needsKey, openHold, USER_STATUSES, userStatus } from '../../../links/link-status.ts';
import { pauseLink } from '../../../links/pause-link.ts';
import { totalsOf } from '../../../links/user-list.ts';
import { linksOf } from '../../../offboarding/disconnect.ts';
import { pauseOrganization } from '../../../organizations/pause-organization.ts';
import { bareText } from '../../../plain-text.ts';
import { decideHold, holdDecisionSchema } from '../../../sync/request-run.ts';
import type { FlashMessage } from '../../components/flash-message.ts';
import { pageContext } from '../../components/page-context.ts';
import { questionPage } from '../../components/question-page.ts';
import { asksForState, liveAnswer } from '../../http/live-answer.ts';
import { type Flash, pageResponse, redirectSaying, redirectTo, refuse } from '../../http/response.ts';
import { administratorRoute, type Route } from '../../http/route.ts';
import { readOrganization, TABS } from '../administrator-screen.ts';
import { openUser, seal } from '../sealed-address.ts';
import { holdPage } from './hold-page.ts';
import { usersLive, usersPage } from './users-page.ts';
import { nextView, previousView, readUsersView, sealUsersView, usersAddress } from './users-view.ts';

const decisionSchema = holdDecisionSchema.extend({ userId: userIdSchema, view: z.string().default('') });

const searchSchema = z.object({
  // Addresses are stored in lower case, and have 254 characters at most: a longer text is found in none.
  text: z.string().transform((text) => foldAscii(soleEmailAddress(text) ?? bareText(text)).slice(0, 255)),
  standing: z.preprocess((value) => (value === '' ? undefined : value), z.enum(USER_STATUSES).optional()),
});

const pauseSchema = z.object({ userId: userIdSchema, pause: z.enum(['on', 'off']), view: z.string().default('') });

const SHOWN = 50;

const DONE = ['paused', 'resumed', 'resumedAll', 'decided'] as const;

function flashOf({ users }: Words, flash: Flash | undefined): FlashMessage | undefined {
  const done = flash?.said;
  if (done === 'notDecided') return { warning: users.notDecided };
  const name = DONE.find((known) => known === done);
  return name && users[name];
}

export const USERS_ROUTES: readonly Route[] = [
  administratorRoute('users-screen', { method: 'GET', path: '/organization/microsoft-365/users' }, async (call) => {
    const { services, session, words } = call;
    const { organizationId } = session.person;
    const { isOver, ...view } = await readUsersView(call);
    const organization = await readOrganization(call);
    const { generation } = organization.contacts;
    const { links, next } = await services.users.page(organizationId, generation, view, view.after, SHOWN);
    const isEverybody =
      view.text === '' && view.standing === undefined && view.after === undefined && next === undefined;
    // If the page shows all users, the totals are counted from it: a query for each status would cost more.
    const totals = isEverybody ? totalsOf(links, generation) : await services.users.totals(organizationId, generation);
    const shown = { ...pageContext(call), organization, generation, totals, links };
    if (asksForState(call.request)) return liveAnswer(usersLive(shown));
    const keyless = links.filter((link) => needsKey(userStatus(link, generation)));
    const sealed = await Promise.all(
      links.map(async ({ userId }) => [userId, await seal(call, 'user', userId)] as const),
    );
    const keyed = await Promise.all(
      keyless.map(async ({ userId, email }) => [userId, await seal(call, 'address', email)] as const),
    );
    const pageAt = async (one: Parameters<typeof sealUsersView>[1] | undefined) =>
      one && usersAddress(await sealUsersView(call, one));
    return pageResponse(
      usersPage({
        ...shown,
        sealed: new Map(sealed),
        keyed: new Map(keyed),
        filter: view,
        view: await sealUsersView(call, view),
        pages: {
          first: await pageAt(view.after === undefined ? undefined : { text: view.text, standing: view.standing }),
          previous: await pageAt(previousView(view, SHOWN)),
          next: await pageAt(next === undefined ? undefined : nextView(view, links.length, next)),
        },
        flash: isOver ? { warning: words.users.viewOver } : flashOf(words, call.flash),
      }),
    );
  }),

  // By POST, since the search text may be a person's address, which must not be in a URL.
  administratorRoute(
    'find-users',
    {
      method: 'POST',
      path: '/organization/microsoft-365/users/find',
      screen: TABS.users,
      harmless: true,
      keeps: ['text', 'standing'],
    },
    async (call) => {
      const search = searchSchema.safeParse(Object.fromEntries(call.form));
      if (!search.success) return refuse('unreadable');
      return redirectTo(usersAddress(await sealUsersView(call, search.data)));
    },
  ),

  administratorRoute(
    'hold-question',
    { method: 'GET', path: '/organization/microsoft-365/users/hold' },
    async (call) => {
      const { services, session, request } = call;
      const { organizationId } = session.person;
      const view = request.query.get('view') ?? '';
      const back = usersAddress(view);
      const userId = await openUser(call, request.query.get('user'));
      const link = userId && (await services.links.read({ organizationId, userId }))?.link;
      // The hold was decided about meanwhile, perhaps by the user.
      const hold = link && openHold(link.sync);
      if (!link || hold === undefined) return redirectTo(back);
      return pageResponse(holdPage({ ...pageContext(call), link, hold, view, back }));
    },
  ),

  administratorRoute(
    'decide-hold',
    { method: 'POST', path: '/organization/microsoft-365/users/hold', screen: TABS.users },
    async (call) => {
      const { services, session, form } = call;
      const asked = decisionSchema.safeParse(Object.fromEntries(form));
      if (!asked.success) return refuse('unreadable');
      const { userId, view, ...word } = asked.data;
      const { organizationId, name } = session.person;
      const isStored = await decideHold(services, { organizationId, userId }, word, name);
      return redirectSaying(usersAddress(view), isStored ? 'decided' : 'notDecided');
    },
  ),

  administratorRoute(
    'pause-user',
    { method: 'POST', path: '/organization/microsoft-365/users/pause', screen: TABS.users },
    async (call) => {
      const { services, session, form } = call;
      const asked = pauseSchema.safeParse(Object.fromEntries(form));
      if (!asked.success) return refuse('unreadable');
      const { userId, pause, view } = asked.data;
      const { organizationId, name } = session.person;
      await pauseLink(services, { organizationId, userId }, pause === 'on', name);
      return redirectSaying(usersAddress(view), pause === 'on' ? 'paused' : 'resumed');
    },
  ),

  administratorRoute(
    'pause-all-question',
    { method: 'GET', path: '/organization/microsoft-365/users/pause-all' },
    async ({ services, session, words }) => {
      const text = words.users;
      const users = await linksOf(services, session.person.organizationId);
      return pageResponse(
        questionPage(words, session.csrfToken, {
          title: text.pauseAllTitle,
          text: [text.pauseAllExplanation(users)],
          action: `${TABS.users}/pause-all`,
          fields: { pause: 'on' },
          confirm: text.pauseAllConfirm,
          ends: false,
          back: TABS.users,
        }),
      );
    },
  ),

  administratorRoute(
    'pause-all',
    { method: 'POST', path: '/organization/microsoft-365/users/pause-all', screen: TABS.users },
    async ({ services, session, form }) => {
      const pause = form.get('pause');
      if (pause !== 'on' && pause !== 'off') return refuse('unreadable');
      await pauseOrganization(services, session, pause === 'on');
      return redirectSaying(TABS.users, pause === 'on' ? 'pausedAll' : 'resumedAll');
    },
  ),
];
