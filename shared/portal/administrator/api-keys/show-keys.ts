import type { Session } from '../../../identity/session.ts';
import { pageContext } from '../../components/page-context.ts';
import { asksForState, liveAnswer } from '../../http/live-answer.ts';
import { type PortalResponse, pageResponse } from '../../http/response.ts';
import type { Call } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { open, seal } from '../sealed-address.ts';
import { isWrong, type KeysPageView, keysLive, keysPage } from './keys-page.ts';

const SHOWN = 50;

type FormOutcome = Partial<Pick<KeysPageView, 'email' | 'emailError' | 'error' | 'fileError' | 'flash'>>;

/** Shows the current API keys page, with the result of the submitted form. */
export async function showKeys(call: Call<Session>, outcome: FormOutcome = {}): Promise<PortalResponse> {
  const { services, session, request } = call;
  const after = await open(call, 'address', request.query.get('after'));
  const isOver = after === undefined && request.query.has('after');
  const found = await services.keys.supplied.waiting(session.person.organizationId, after ?? '', SHOWN + 1);
  const waiting = found.slice(0, SHOWN);
  if (asksForState(request)) return liveAnswer(keysLive({ waiting }));
  const last = waiting.at(-1);
  const rows = waiting.map(async (key) => ({
    ...key,
    withdraw: `${TABS.keys}/withdraw?key=${await seal(call, 'address', key.email)}`,
  }));
  const page = keysPage({
    ...(isOver ? { flash: { warning: call.words.keys.viewOver } } : {}),
    ...outcome,
    ...pageContext(call),
    email:
      outcome.email ??
      call.unsent?.fields.get('email') ??
      (await open(call, 'address', request.query.get('for'))) ??
      '',
    waiting: await Promise.all(rows),
    pages: {
      first: after === undefined ? undefined : TABS.keys,
      next:
        found.length > SHOWN && last !== undefined
          ? `${TABS.keys}?after=${await seal(call, 'address', last.email)}`
          : undefined,
    },
  });
  return pageResponse(page, isWrong(outcome) ? 422 : 200);
}
