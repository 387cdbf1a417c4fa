import { linksOf } from '../shared/organizations/disconnecting.ts';
import { TABS } from '../shared/portal/pages/administrator/screen.ts';
import { questionPage } from '../shared/portal/pages/question.ts';
import { administratorRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

const route = 'organization/microsoft-365/users/pause-all';

administratorRoute('pause-all-question', { method: 'GET', route }, async ({ services, session, words }) => {
  const text = words.users;
  const users = await linksOf(services, session.person.organizationId);
  return pageReply(
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
});
