import * as z from 'zod';
import { capabilitySchema } from '../../../capability.ts';
import { disconnect } from '../../../offboarding/disconnect.ts';
import { endingRoute } from '../../http/portal-route.ts';
import { redirectTo, refuse } from '../../http/response.ts';
import { TABS } from '../administrator-screen.ts';

const route = 'organization/microsoft-365/{capability}/disconnect';
const formSchema = z.object({
  generation: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

endingRoute('disconnect', { method: 'POST', route }, async ({ services, session, request, form }) => {
  const capability = capabilitySchema.safeParse(request.params['capability']);
  if (!capability.success) return refuse('not-found');
  const seen = formSchema.safeParse(Object.fromEntries(form));
  if (!seen.success) return refuse('unreadable');
  const ended = await disconnect(services, session, capability.data, seen.data.generation);
  return redirectTo(ended ? TABS.connection : `${TABS.connection}?done=not-ended`);
});
