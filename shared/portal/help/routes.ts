import type { HelpValues } from '../../i18n/help-topics.ts';
import type { Words } from '../../i18n/words.ts';
import type { Services } from '../../services.ts';
import { pageResponse, refuse } from '../http/response.ts';
import { publicRoute, type Route } from '../http/route.ts';
import { helpPage } from './help-page.ts';
import { readPicture } from './pictures.ts';

function valuesOf({ settings, isForOneCompany }: Services, words: Words): HelpValues {
  return {
    portal: settings.PORTAL_BASE_URL,
    // As infra/modules/app-registrations.bicep names it.
    app: `${words.product} (contacts)`,
    clientId: settings.CONTACTS_APP_CLIENT_ID,
    egressIps: settings.EGRESS_IPS,
    isForOneCompany,
  };
}

export const HELP_ROUTES: readonly Route[] = [
  publicRoute('help', { method: 'GET', path: '/help' }, ({ services, language, words }) =>
    pageResponse(helpPage(language, words, valuesOf(services, words))),
  ),

  publicRoute('help-picture', { method: 'GET', path: '/help/pictures/:name' }, async ({ request }) => {
    const content = await readPicture(request.params['name'] ?? '');
    return content === undefined ? refuse('not-found') : { kind: 'picture', content, cacheSeconds: 3600 };
  }),
];
