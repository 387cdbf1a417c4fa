import { decideHold } from '../shared/sync/ask-for-run.ts';
import { holdWordSchema } from '../shared/sync/hold-word.ts';
import { userRoute } from './portal-route.ts';
import { redirectTo, refuse } from './reply.ts';

userRoute('hold', { method: 'POST', route: 'settings/microsoft-365/hold' }, async ({ services, session, form }) => {
  const word = holdWordSchema.safeParse(Object.fromEntries(form));
  if (!word.success) return refuse('unreadable');
  const { organizationId, userId, name } = session.person;
  const counts = await decideHold(services, { organizationId, userId }, word.data, name);
  return redirectTo(counts ? '/settings/microsoft-365' : '/settings/microsoft-365?done=not-decided');
});
