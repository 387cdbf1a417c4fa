import { questionPage } from '../components/question-page.ts';
import { userRoute } from '../http/portal-route.ts';
import { pageReply, redirectTo } from '../http/response.ts';

const SCREEN = '/settings/microsoft-365';
const route = 'settings/microsoft-365/rebuild';

// A rebuild takes back what was edited in Outlook.
userRoute('rebuild-question', { method: 'GET', route }, async ({ services, words, session }) => {
  if ((await services.links.read(session.person))?.head.state.name !== 'linked') return redirectTo(SCREEN);
  const text = words.settings;
  return pageReply(
    questionPage(words, session.csrfToken, {
      title: text.rebuildTitle,
      text: [text.rebuildExplanation, text.rebuildSpares],
      action: `/${route}`,
      confirm: text.rebuildConfirm,
      ends: false,
      back: SCREEN,
    }),
  );
});
