import { userRoute } from '../http/portal-route.ts';
import { showSettings } from './show-settings.ts';

userRoute('settings-screen', { method: 'GET', route: 'settings/microsoft-365' }, async (call) => {
  const { request, words } = call;
  switch (request.query.get('done')) {
    case 'key':
      return showSettings(call, { notice: words.settings.keyAccepted });
    case 'asked':
      return showSettings(call, { notice: words.settings.asked, noticeAfter: words.settings.askedDone });
    case 'rebuild':
      return showSettings(call, { notice: words.settings.rebuildAsked, noticeAfter: words.settings.askedDone });
    case 'unlinked':
      return showSettings(call, { notice: words.settings.unlinked });
    case 'not-decided':
      return showSettings(call, { notice: { warning: words.users.notDecided } });
    case 'notices-off':
      return showSettings(call, { notice: words.notices.switchedOff });
    case 'notices-on':
      return showSettings(call, { notice: words.notices.switchedOn });
    default:
      return showSettings(call);
  }
});
