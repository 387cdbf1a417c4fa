import { TABS } from '../shared/portal/pages/administrator/screen.ts';
import { questionPage } from '../shared/portal/pages/question.ts';
import { openAddress } from './keys-view.ts';
import { administratorRoute } from './portal-route.ts';
import { pageReply, redirectTo } from './reply.ts';

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
