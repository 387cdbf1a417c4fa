import { explainConnecting } from '../shared/portal/explain.ts';
import { problemPage } from '../shared/portal/pages/problem.ts';
import type { Words } from '../shared/portal/words.ts';
import { pageReply, type Reply } from './reply.ts';

/** One page for every link that is good for nothing: expired, used, revoked, replaced or made up. */
export function linkInvalid(words: Words): Reply {
  const explanation = explainConnecting(words, 'link-invalid', 'invited');
  return { ...pageReply(problemPage(words, { explanation, backTo: undefined }), 410), secretAddress: true };
}
