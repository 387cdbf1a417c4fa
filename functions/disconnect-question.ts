import { linksOf } from '../shared/organizations/disconnecting.ts';
import { capabilitySchema } from '../shared/organizations/organization.ts';
import { TABS } from '../shared/portal/pages/administrator/screen.ts';
import { questionPage } from '../shared/portal/pages/question.ts';
import { endingRoute } from './portal-route.ts';
import { pageReply, redirectTo, refuse } from './reply.ts';

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
