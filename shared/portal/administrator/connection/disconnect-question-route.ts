import { capabilitySchema } from '../../../capability.ts';
import { linksOf } from '../../../offboarding/disconnect.ts';
import { questionPage } from '../../components/question-page.ts';
import { endingRoute } from '../../http/portal-route.ts';
import { pageReply, redirectTo, refuse } from '../../http/response.ts';
import { TABS } from '../administrator-screen.ts';

const route = 'organization/microsoft-365/{capability}/disconnect';

endingRoute('disconnect-question', { method: 'GET', route }, async ({ services, session, words, request }) => {
  const capability = capabilitySchema.safeParse(request.params['capability']);
  if (!capability.success) return refuse('not-found');
  const text = words.organization;
  const { organizationId } = session.person;
  const connection = (await services.organizations.read(organizationId))?.organization[capability.data];
  if (connection === undefined || connection.state === 'off') return redirectTo(TABS.connection);
  const users = await linksOf(services, organizationId);
  const contacts = capability.data === 'contacts';
  return pageReply(
    questionPage(words, session.csrfToken, {
      title: text.disconnectTitle[capability.data],
      text: contacts ? text.disconnectExplanation(users) : [text.disconnectMail],
      action: `${TABS.connection}/${capability.data}/disconnect`,
      fields: { generation: String(connection.generation) },
      confirm: contacts ? text.disconnectConfirm : text.disconnectMailConfirm,
      ends: true,
      back: TABS.connection,
    }),
  );
});
