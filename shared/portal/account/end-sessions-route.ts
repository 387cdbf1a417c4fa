import { personRoute } from '../http/portal-route.ts';
import { redirectTo } from '../http/response.ts';

// This very session ends by signing out, which leads on to the provider.
personRoute('end-sessions', { method: 'POST', route: 'sessions' }, async ({ services, session, form }) => {
  const which = form.get('which');
  const others = (await services.sessions.ofPerson(session.person)).filter(({ id }) => id !== session.id);
  for (const { id } of others) if (which === 'others' || which === id) await services.sessions.end(id);
  return redirectTo('/sessions?done=ended');
});
