import * as z from 'zod';
import { readApiKey, supplyKey } from '../../api-keys/supply-key.ts';
import { lookup, type Words } from '../../i18n/words.ts';
import { isAnswerRefusal } from '../../identity/attempt.ts';
import { finishLinking, startLinking } from '../../links/linking/link-sign-in.ts';
import { failed } from '../../links/linking/link-step.ts';
import { switchNotifications } from '../../notifications/choose-notifications.ts';
import { isEndable, unlink } from '../../offboarding/unlink.ts';
import { preview } from '../../sync/preview.ts';
import { decideHold, holdDecisionSchema, rebuild, syncNow } from '../../sync/request-run.ts';
import { OWN_NOTE } from '../components/flash-message.ts';
import { pageContext } from '../components/page-context.ts';
import { questionPage } from '../components/question-page.ts';
import { recordRefusedAnswer } from '../http/refused-answer.ts';
import { type Flash, pageResponse, redirectSaying, redirectTo, refuse } from '../http/response.ts';
import { personRoute, publicRoute, type Route, userRoute } from '../http/route.ts';
import { previewPage } from './preview-page.ts';
import { showLinkStep } from './show-link-step.ts';
import { showSettings } from './show-settings.ts';
import { UNLINK, unlinkPage } from './unlink-page.ts';
import type { UserView } from './user-view.ts';

/** The form of the page that asks what to do with the folder of an earlier link. */
const answerSchema = z.object({ folder: z.enum(['take-over', 'rename']), question: z.string() });

const SCREEN = '/settings/microsoft-365';

/** The flash message: the text about what was just asked for, or that it is done. */
function flashOf(
  { settings, users, notifications }: Words,
  flash: Flash | undefined,
): Pick<UserView, 'flash' | 'flashAfter'> {
  const said: Readonly<Record<string, Pick<UserView, 'flash' | 'flashAfter'>>> = {
    key: { flash: settings.keyAccepted },
    asked: { flash: settings.asked, flashAfter: settings.askedDone },
    rebuild: { flash: settings.rebuildAsked, flashAfter: settings.askedDone },
    unlinked: { flash: settings.unlinked },
    decided: { flash: OWN_NOTE, flashAfter: users.decided },
    'linked-before': { flash: settings.linkedBefore },
    'not-decided': { flash: { warning: users.notDecided } },
    'notices-off': { flash: notifications.switchedOff },
    'notices-on': { flash: notifications.switchedOn },
  };
  return lookup(said, flash?.said ?? '') ?? {};
}

export const USER_ROUTES: readonly Route[] = [
  userRoute('settings-screen', { method: 'GET', path: '/settings/microsoft-365' }, (call) =>
    showSettings(call, flashOf(call.words, call.flash)),
  ),

  userRoute(
    'api-key',
    {
      method: 'POST',
      path: '/settings/microsoft-365/api-key',
      screen: '/settings/microsoft-365',
      limited: 'key-entry',
      isReadable: ({ form }) => readApiKey(form.get('apiKey') ?? '') !== undefined,
    },
    async (call) => {
      const { services, session, words, form } = call;
      const { organizationId, userId, verifiedEmail, otherAddresses, name } = session.person;
      const outcome = await supplyKey(services.keys, {
        organizationId,
        userId,
        email: verifiedEmail,
        otherAddresses,
        apiKey: form.get('apiKey') ?? '',
        by: 'user',
        actor: name,
      });
      return outcome === 'accepted'
        ? redirectSaying(SCREEN, 'key')
        : showSettings(call, { keyError: words.keyProblems[outcome] });
    },
  ),

  userRoute(
    'hold',
    { method: 'POST', path: '/settings/microsoft-365/hold', screen: '/settings/microsoft-365' },
    async ({ services, session, form }) => {
      const word = holdDecisionSchema.safeParse(Object.fromEntries(form));
      if (!word.success) return refuse('unreadable');
      const { organizationId, userId, name } = session.person;
      const isStored = await decideHold(services, { organizationId, userId }, word.data, name);
      return redirectSaying(SCREEN, isStored ? 'decided' : 'not-decided');
    },
  ),

  userRoute(
    'link',
    { method: 'POST', path: '/settings/microsoft-365/link', screen: '/settings/microsoft-365', limited: 'link' },
    async (call) => {
      const { services, session, form } = call;
      const answer = answerSchema.safeParse(Object.fromEntries(form)).data;
      const step = await startLinking(services.linking, session, {
        folder: answer && { what: answer.folder, question: answer.question },
        confirmed: form.get('confirmed') ?? undefined,
        otherAccount: form.get('account') === 'other',
      });
      return showLinkStep(call, step);
    },
  ),

  publicRoute(
    'linked',
    {
      method: 'GET',
      path: '/settings/microsoft-365/linked',
      screen: '/settings/microsoft-365',
      limited: 'stray-answer',
      acts: true,
    },
    async (call) => {
      const { services, session, request, keepsCookies } = call;
      const step =
        session === undefined
          ? failed(keepsCookies ? 'other-browser' : 'no-cookies')
          : await finishLinking(services.linking, session, request.query);
      if (step.kind === 'failed') {
        services.log.record('callback-refused', { callback: 'link', code: step.code });
        if (isAnswerRefusal(step.code)) await recordRefusedAnswer(call, step.code);
      }
      return showLinkStep(call, step);
    },
  ),

  userRoute(
    'notice-switch',
    { method: 'POST', path: '/settings/microsoft-365/notices', screen: '/settings/microsoft-365' },
    async ({ services, session, form }) => {
      const chosen = form.get('notices');
      if (chosen !== 'on' && chosen !== 'off') return refuse('unreadable');
      const { organizationId, userId } = session.person;
      await switchNotifications(services.links, { organizationId, userId }, chosen === 'off');
      return redirectSaying(SCREEN, `notices-${chosen}`);
    },
  ),

  userRoute(
    'preview',
    { method: 'GET', path: '/settings/microsoft-365/preview', limited: 'preview', acts: true },
    async ({ services, session, words }) => {
      const { organizationId, userId } = session.person;
      return pageResponse(
        previewPage(words, session.csrfToken, await preview(services.sync, { organizationId, userId })),
      );
    },
  ),

  // A rebuild overwrites what was edited in Outlook.
  userRoute(
    'rebuild-question',
    { method: 'GET', path: '/settings/microsoft-365/rebuild' },
    async ({ services, words, session }) => {
      if ((await services.links.read(session.person))?.link.state.name !== 'linked') return redirectTo(SCREEN);
      const text = words.settings;
      return pageResponse(
        questionPage(words, session.csrfToken, {
          title: text.rebuildTitle,
          text: [text.rebuildExplanation, text.rebuildSpares],
          action: '/settings/microsoft-365/rebuild',
          confirm: text.rebuildConfirm,
          ends: false,
          back: SCREEN,
        }),
      );
    },
  ),

  userRoute(
    'rebuild',
    { method: 'POST', path: '/settings/microsoft-365/rebuild', screen: '/settings/microsoft-365', limited: 'run' },
    async ({ services, session }) => {
      const { organizationId, userId } = session.person;
      await rebuild(services, { organizationId, userId });
      return redirectSaying(SCREEN, 'rebuild');
    },
  ),

  userRoute(
    'sync-now',
    { method: 'POST', path: '/settings/microsoft-365/sync', screen: '/settings/microsoft-365', limited: 'run' },
    async ({ services, session }) => {
      const { organizationId, userId } = session.person;
      await syncNow(services, { organizationId, userId });
      return redirectSaying(SCREEN, 'asked');
    },
  ),

  personRoute('unlink-question', { method: 'GET', path: '/settings/microsoft-365/unlink' }, async (call) => {
    const { services, session } = call;
    const link = (await services.links.read(session.person))?.link;
    if (link === undefined || !isEndable(link.state)) return redirectTo('/settings/microsoft-365');
    const { counts, parked } = link.sync;
    const mailbox = 'mailbox' in link.state ? link.state.mailbox.name : '';
    const contacts = (counts?.cards ?? 0) - parked + (counts?.kept ?? 0);
    return pageResponse(unlinkPage(pageContext(call), mailbox, contacts));
  }),

  // Also allowed when the plan has lapsed: a user can always end the link.
  personRoute(
    'unlink',
    {
      method: 'POST',
      path: '/settings/microsoft-365/unlink',
      screen: UNLINK,
      limited: 'ending',
      keeps: ['folder'],
    },
    async ({ services, session, form }) => {
      const { organizationId, userId, name } = session.person;
      const ended = await unlink(services, { organizationId, userId }, form.get('folder') === 'delete', name);
      return ended ? redirectSaying(SCREEN, 'unlinked') : redirectTo(SCREEN);
    },
  ),
];
