import { explainConnecting } from '../../i18n/explain.ts';
import type { Words } from '../../i18n/words.ts';
import { problemPage } from '../components/problem-page.ts';
import { pageReply, type Reply } from '../http/response.ts';

/** One page for every link that is good for nothing: expired, used, revoked, replaced or made up. */
export function linkInvalid(words: Words): Reply {
  const explanation = explainConnecting(words, 'link-invalid', 'invited');
  return { ...pageReply(problemPage(words, { explanation, backTo: undefined }), 410), secretAddress: true };
}
