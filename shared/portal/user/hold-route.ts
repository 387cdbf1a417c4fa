import { holdWordSchema } from '../../sync/hold-decision.ts';
import { decideHold } from '../../sync/request-run.ts';
import { userRoute } from '../http/portal-route.ts';
import { redirectTo, refuse } from '../http/response.ts';

userRoute('hold', { method: 'POST', route: 'settings/microsoft-365/hold' }, async ({ services, session, form }) => {
  const word = holdWordSchema.safeParse(Object.fromEntries(form));
  if (!word.success) return refuse('unreadable');
  const { organizationId, userId, name } = session.person;
  const counts = await decideHold(services, { organizationId, userId }, word.data, name);
  return redirectTo(counts ? '/settings/microsoft-365' : '/settings/microsoft-365?done=not-decided');
});
