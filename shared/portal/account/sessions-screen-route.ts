import { isAlive } from '../../identity/session.ts';
import { personRoute } from '../http/portal-route.ts';
import { pageReply } from '../http/response.ts';
import { sessionsPage } from './sessions-page.ts';

personRoute('sessions-screen', { method: 'GET', route: 'sessions' }, async (call) => {
  const { services, session, language, words, request } = call;
  const now = services.clock.now();
  const sessions = (await services.sessions.ofPerson(session.person))
    .filter((one) => isAlive(one, now))
    .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt));
  const notice = request.query.get('done') === 'ended' ? words.sessions.ended : undefined;
  return pageReply(sessionsPage({ language, words, now, session, sessions, notice }));
});
