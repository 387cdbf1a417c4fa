import { decideHold } from '../shared/sync/ask-for-run.ts';
import { holdWordSchema } from '../shared/sync/hold-word.ts';
import { userRoute } from './portal-route.ts';
import { redirectTo, refuse } from './reply.ts';

userRoute('hold', { method: 'POST', route: 'settings/microsoft-365/hold' }, async ({ services, session, form }) => {
  const word = holdWordSchema.safeParse(Object.fromEntries(form));
  if (!word.success) return refuse('unreadable');
  const { organizationId, userId, name } = session.person;
  await decideHold(services, { organizationId, userId }, word.data, name);
  return redirectTo('/settings/microsoft-365');
});
