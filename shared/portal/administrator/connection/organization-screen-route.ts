import type { Words } from '../../../i18n/words.ts';
import type { Said } from '../../components/flash-message.ts';
import { administratorRoute } from '../../http/portal-route.ts';
import { showOrganization } from './show-organization.ts';

const route = 'organization/microsoft-365';

administratorRoute('organization-screen', { method: 'GET', route }, (call) =>
  showOrganization(call, { notice: saidOf(call.words, call.request.query.get('done')) }),
);

function saidOf({ consentLink, organization }: Words, done: string | null): Said | undefined {
  switch (done) {
    case 'revoked':
      return consentLink.revoked;
    case 'not-ended':
      return { warning: organization.notEnded };
    default:
      return undefined;
  }
}
