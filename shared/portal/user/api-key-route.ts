import { supplyKey } from '../../api-keys/supply-key.ts';
import { userRoute } from '../http/portal-route.ts';
import { redirectTo } from '../http/response.ts';
import { showSettings } from './show-settings.ts';

userRoute(
  'api-key',
  { method: 'POST', route: 'settings/microsoft-365/api-key', limited: 'key-entry' },
  async (call) => {
    const { services, session, words, form } = call;
    const { organizationId, userId, verifiedEmail, name } = session.person;
    const outcome = await supplyKey(services.keys, {
      organizationId,
      userId,
      email: verifiedEmail,
      apiKey: form.get('apiKey') ?? '',
      by: 'user',
      actor: name,
    });
    return outcome === 'accepted'
      ? redirectTo('/settings/microsoft-365?done=key')
      : showSettings(call, { keyError: words.keyProblems[outcome] });
  },
);
