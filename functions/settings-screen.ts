import { userRoute } from './portal-route.ts';
import { showSettings } from './show-settings.ts';

userRoute('settings-screen', { method: 'GET', route: 'settings/microsoft-365' }, async (call) =>
  call.request.query.get('done') === 'key'
    ? showSettings(call, { notice: call.words.settings.keyAccepted })
    : showSettings(call),
);
