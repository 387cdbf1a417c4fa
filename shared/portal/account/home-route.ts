import { publicRoute } from '../http/portal-route.ts';
import { pageReply } from '../http/response.ts';
import { homePage } from './home-page.ts';

// The host turns an empty route into the function's name, so the root is written as a parameter that is always empty.
publicRoute('home', { method: 'GET', route: '{ignored:maxlength(0)?}' }, async ({ words, session }) =>
  pageReply(homePage(words, session?.person)),
);
