import { lookup, type Words } from '../../../i18n/words.ts';
import type { Session } from '../../../identity/session.ts';
import { chooseNotifications } from '../../../notifications/choose-notifications.ts';
import { sendTrial } from '../../../notifications/deliver.ts';
import { allowOtherAccounts } from '../../../organizations/allow-other-accounts.ts';
import { setCardUrl } from '../../../organizations/card-url.ts';
import { chooseContactRules } from '../../../organizations/choose-contact-rules.ts';
import { pageContext } from '../../components/page-context.ts';
import {
  type Flash,
  type PortalResponse,
  pageResponse,
  redirectSaying,
  redirectTo,
  refuse,
} from '../../http/response.ts';
import { administratorRoute, type Call, type Route } from '../../http/route.ts';
import { readOrganization, TABS } from '../administrator-screen.ts';
import { webhookSecretPage } from './notifications-section.ts';
import { type SettingsPageView, settingsPage } from './settings-page.ts';

/** The page with the stored settings, and the messages about a form that was just sent. */
async function showOrganizationSettings(
  call: Call<Session>,
  outcome: Pick<SettingsPageView, 'error' | 'rules' | 'otherAccounts' | 'wrongNotifications' | 'flash'> = {},
): Promise<PortalResponse> {
  const { services, language } = call;
  const { EGRESS_IPS: egressIps, CARD_URL_HOSTS } = services.settings;
  const { paced } = services.notices;
  const page = settingsPage({
    ...pageContext(call),
    organization: await readOrganization(call),
    egressIps,
    hosts: new Intl.ListFormat(language, { type: 'disjunction' }).format(CARD_URL_HOSTS),
    mailIsSetUp: services.notices.notifier !== undefined,
    mailUsage: paced && { used: await paced.used(), perHour: paced.pace.perHour },
    isForOneCompany: services.isForOneCompany,
    ...outcome,
  });
  const { error, rules, otherAccounts, wrongNotifications } = outcome;
  return pageResponse(page, (error ?? rules ?? otherAccounts ?? wrongNotifications) === undefined ? 200 : 422);
}

function flashOf(
  { organization, contactRules, otherAccounts, notifications }: Words,
  flash: Flash | undefined,
): string | undefined {
  const said = {
    'card-url': organization.cardUrlSaved,
    'contact-rules': contactRules.saved,
    'other-accounts': otherAccounts.saved,
    notices: notifications.kept,
  };
  return lookup(said, flash?.said ?? '');
}

export const SETTINGS_ROUTES: readonly Route[] = [
  administratorRoute(
    'notices',
    {
      method: 'POST',
      path: '/organization/microsoft-365/notices',
      screen: TABS.settings,
      limited: 'notices',
      keeps: ['to', 'webhook', 'seen'],
    },
    async (call) => {
      const { services, session, language, words, form } = call;
      const typed = { to: form.get('to') ?? '', webhook: form.get('webhook') ?? '', seen: form.get('seen') ?? '' };
      const chosen = await chooseNotifications(services.notices, session, language, typed);
      if (chosen.kind === 'invalid')
        return showOrganizationSettings(call, { wrongNotifications: { typed, ...chosen } });
      if (chosen.kind === 'overtaken') {
        return showOrganizationSettings(call, { wrongNotifications: { typed, to: 'overtaken', webhook: undefined } });
      }
      // Answered without a redirect: the secret is shown only here, and no other page could show it.
      if (chosen.secret !== undefined) return pageResponse(webhookSecretPage(words, chosen.secret));
      return redirectSaying(TABS.settings, 'notices');
    },
  ),

  administratorRoute(
    'try-notices',
    {
      method: 'POST',
      path: '/organization/microsoft-365/notices/try',
      screen: TABS.settings,
      limited: 'notices-trial',
    },
    async ({ services, session }) => {
      await sendTrial(services.notices, session);
      return redirectTo(`${TABS.settings}#last-notice`);
    },
  ),

  administratorRoute('organization-settings', { method: 'GET', path: '/organization/microsoft-365/settings' }, (call) =>
    showOrganizationSettings(call, { flash: flashOf(call.words, call.flash) }),
  ),

  administratorRoute(
    'card-url',
    {
      method: 'POST',
      path: '/organization/microsoft-365/settings/card-url',
      screen: TABS.settings,
      keeps: ['cardUrl', 'seen'],
    },
    async (call) => {
      const { services, session, words, form } = call;
      const typed = form.get('cardUrl') ?? '';
      const entered = { typed, seen: form.get('seen') ?? '' };
      switch (await setCardUrl(services, session, entered, services.settings.CARD_URL_HOSTS)) {
        case 'kept':
          return redirectSaying(TABS.settings, 'card-url');
        case 'invalid':
          return showOrganizationSettings(call, { error: { typed, message: words.organization.cardUrlInvalid } });
        case 'overtaken':
          return showOrganizationSettings(call, { error: { typed, message: words.settingsForms.overtaken } });
      }
    },
  ),

  administratorRoute(
    'contact-rules',
    {
      method: 'POST',
      path: '/organization/microsoft-365/settings/contact-rules',
      screen: TABS.settings,
      keeps: ['written', 'phones', 'seen'],
    },
    async (call) => {
      const { services, session, form } = call;
      const chosen = { written: form.getAll('written'), phones: form.get('phones'), seen: form.get('seen') ?? '' };
      const outcome = await chooseContactRules(services, session, chosen);
      if (outcome === 'unreadable') return refuse('unreadable');
      if (outcome === 'kept') return redirectSaying(TABS.settings, 'contact-rules');
      return showOrganizationSettings(call, { rules: outcome.overtaken });
    },
  ),

  administratorRoute(
    'other-accounts',
    {
      method: 'POST',
      path: '/organization/microsoft-365/settings/other-accounts',
      screen: TABS.settings,
      keeps: ['allowed', 'seen'],
    },
    async (call) => {
      const { services, session, form } = call;
      if (!services.isForOneCompany) return refuse('not-found');
      const allowed = form.get('allowed') !== null;
      const outcome = await allowOtherAccounts(services, session, { allowed, seen: form.get('seen') ?? '' });
      if (outcome === 'kept') return redirectSaying(TABS.settings, 'other-accounts');
      return showOrganizationSettings(call, { otherAccounts: allowed });
    },
  ),
];
