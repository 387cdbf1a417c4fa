import * as z from 'zod';
import { userIdSchema } from '../../../ids.ts';
import { pauseLink } from '../../../links/pause-link.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo, refuse } from '../../http/response.ts';
import { usersAddress } from './users-view.ts';

const formSchema = z.object({ userId: userIdSchema, pause: z.enum(['on', 'off']), view: z.string().default('') });

administratorRoute('pause-user', { method: 'POST', route: 'organization/microsoft-365/users/pause' }, async (call) => {
  const { services, session, form } = call;
  const asked = formSchema.safeParse(Object.fromEntries(form));
  if (!asked.success) return refuse('unreadable');
  const { userId, pause, view } = asked.data;
  const { organizationId, name } = session.person;
  await pauseLink(services, { organizationId, userId }, pause === 'on', name);
  return redirectTo(usersAddress(view, pause === 'on' ? 'paused' : 'resumed'));
});
