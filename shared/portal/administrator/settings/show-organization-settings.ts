import type { Session } from '../../../identity/session.ts';
import { newOrganization } from '../../../organizations/organization.ts';
import { type PortalResponse, pageResponse } from '../../http/response.ts';
import type { Call } from '../../http/route.ts';
import { type SettingsPageView, settingsPage } from './settings-page.ts';

/** The settings as they stand, with what is to be said about a form that was just sent. */
export async function showOrganizationSettings(
  { services, session, language, words }: Call<Session>,
  outcome: Pick<SettingsPageView, 'error' | 'rules' | 'wrongNotifications' | 'flash'> = {},
): Promise<PortalResponse> {
  const { organizationId, organizationName, entitled } = session.person;
  const organization =
    (await services.organizations.read(organizationId))?.organization ??
    newOrganization(organizationId, organizationName, entitled);
  const { EGRESS_IPS: egressIps, CARD_URL_HOSTS } = services.settings;
  const hosts = new Intl.ListFormat(language, { type: 'disjunction' }).format(CARD_URL_HOSTS);
  const mailIsSetUp = services.notices.notifier !== undefined;
  const page = settingsPage({
    language,
    words,
    csrfToken: session.csrfToken,
    organization,
    egressIps,
    hosts,
    mailIsSetUp,
    ...outcome,
  });
  const isWrong =
    outcome.error !== undefined || outcome.rules !== undefined || outcome.wrongNotifications !== undefined;
  return pageResponse(page, isWrong ? 422 : 200);
}
