import { unlink } from '../../offboarding/unlink.ts';
import { personRoute } from '../http/portal-route.ts';
import { redirectTo } from '../http/response.ts';

// Also for people whose plan lapsed: whoever linked a mailbox can always end that.
personRoute(
  'unlink',
  { method: 'POST', route: 'settings/microsoft-365/unlink' },
  async ({ services, session, form }) => {
    const { organizationId, userId, name } = session.person;
    const ended = await unlink(services, { organizationId, userId }, form.get('folder') === 'delete', name);
    return redirectTo(ended ? '/settings/microsoft-365?done=unlinked' : '/settings/microsoft-365');
  },
);
