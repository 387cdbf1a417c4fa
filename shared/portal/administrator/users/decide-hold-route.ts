import * as z from 'zod';
import { userIdSchema } from '../../../ids.ts';
import { holdWordSchema } from '../../../sync/hold-decision.ts';
import { decideHold } from '../../../sync/request-run.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo, refuse } from '../../http/response.ts';
import { usersAddress } from './users-view.ts';

const formSchema = holdWordSchema.extend({ userId: userIdSchema, view: z.string().default('') });

administratorRoute('decide-hold', { method: 'POST', route: 'organization/microsoft-365/users/hold' }, async (call) => {
  const { services, session, form } = call;
  const asked = formSchema.safeParse(Object.fromEntries(form));
  if (!asked.success) return refuse('unreadable');
  const { userId, view, ...word } = asked.data;
  const { organizationId, name } = session.person;
  const counts = await decideHold(services, { organizationId, userId }, word, name);
  return redirectTo(usersAddress(view, counts ? 'decided' : 'notDecided'));
});
