import { MOST_LINES, readKeyFile, supplyKeysOf } from '../../../api-keys/key-file.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { pageReply } from '../../http/response.ts';
import { keyFilePage } from './key-file-page.ts';
import { showKeys } from './show-keys.ts';

const route = 'organization/microsoft-365/api-keys/file';

administratorRoute('key-file', { method: 'POST', route, upload: true, limited: 'key-file' }, async (call) => {
  const { services, session, words, file } = call;
  const { organizationId, name } = session.person;
  const { problems } = words.keyFile;
  const read = file === undefined ? { kind: 'missing' as const } : readKeyFile(file);
  if (read.kind === 'lines') {
    return pageReply(
      keyFilePage(words, await supplyKeysOf(services.keys, read.lines, { organizationId, actor: name })),
    );
  }
  const fileError = read.kind === 'too-many' ? problems['too-many'](MOST_LINES) : problems[read.kind];
  return showKeys(call, { fileError });
});
