import { questionPage } from '../../components/question-page.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { pageReply, redirectTo } from '../../http/response.ts';
import { TABS } from '../administrator-screen.ts';
import { openAddress } from './show-keys.ts';

const route = 'organization/microsoft-365/api-keys/withdraw';

administratorRoute('withdraw-key-question', { method: 'GET', route }, async (call) => {
  const { session, words, request } = call;
  const text = words.keys;
  const email = await openAddress(call, request.query.get('key'));
  if (email === undefined) return redirectTo(TABS.keys);
  return pageReply(
    questionPage(words, session.csrfToken, {
      title: text.withdrawTitle,
      text: [text.withdrawExplanation(email)],
      action: `${TABS.keys}/withdraw`,
      fields: { email },
      confirm: text.withdraw,
      ends: true,
      back: TABS.keys,
    }),
  );
});
