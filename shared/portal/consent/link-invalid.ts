import { explainConnecting } from '../../i18n/explain.ts';
import type { Words } from '../../i18n/words.ts';
import { problemPage } from '../components/problem-page.ts';
import { type PortalResponse, pageResponse } from '../http/response.ts';

/** One page for every link that is good for nothing: expired, used, revoked, replaced or made up. */
export function linkInvalid(words: Words): PortalResponse {
  const explanation = explainConnecting(words, 'link-invalid', 'invited');
  return { ...pageResponse(problemPage(words, { explanation, backTo: undefined }), 410), secretAddress: true };
}
