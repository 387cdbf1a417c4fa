import * as z from 'zod';
import { USER_STANDINGS } from '../../../links/user-status.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { redirectTo, refuse } from '../../http/response.ts';
import { sealUsersView, usersAddress } from './users-view.ts';

const searchSchema = z.object({
  // Addresses are kept in lower case.
  text: z.string().trim().toLowerCase().max(254),
  standing: z.preprocess((value) => (value === '' ? undefined : value), z.enum(USER_STANDINGS).optional()),
});

// By POST, since what is searched for is a person's address.
administratorRoute('find-users', { method: 'POST', route: 'organization/microsoft-365/users/find' }, async (call) => {
  const search = searchSchema.safeParse(Object.fromEntries(call.form));
  if (!search.success) return refuse('unreadable');
  return redirectTo(usersAddress(await sealUsersView(call, search.data)));
});
