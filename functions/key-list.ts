import { readKeyList, supplyKeys } from '../shared/links/key-list.ts';
import { keyListPage } from '../shared/portal/pages/administrator/key-list.ts';
import { administratorRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';
import { showOrganization } from './show-organization.ts';

const route = 'organization/microsoft-365/api-keys/list';

// The answer is the page itself: what became of each line is kept nowhere, so there is nothing to redirect to.
administratorRoute('key-list', { method: 'POST', route, limited: 'connect', file: 'keyList' }, async (call) => {
  const { services, session, words, language, file } = call;
  const lines = readKeyList(file);
  if (typeof lines === 'string') {
    return showOrganization(call, { error: { field: 'keyList', typed: '', message: words.keyList.problems[lines] } });
  }
  const { organizationId, name: actor } = session.person;
  return pageReply(keyListPage(words, language, await supplyKeys(services.keys, { organizationId, actor }, lines)));
});
