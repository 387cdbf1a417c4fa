import { userRoute } from './portal-route.ts';
import { showSettings } from './show-settings.ts';

userRoute('settings-screen', { method: 'GET', route: 'settings/microsoft-365' }, async (call) => {
  const { request, words } = call;
  switch (request.query.get('done')) {
    case 'key':
      return showSettings(call, { notice: words.settings.keyAccepted });
    case 'asked':
      return showSettings(call, { notice: words.settings.asked });
    default:
      return showSettings(call);
  }
});
