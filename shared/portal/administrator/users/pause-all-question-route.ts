import { linksOf } from '../../../offboarding/disconnect.ts';
import { questionPage } from '../../components/question-page.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { pageReply } from '../../http/response.ts';
import { TABS } from '../administrator-screen.ts';

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
