import { administratorRoute } from '../../http/portal-route.ts';
import { pageReply } from '../../http/response.ts';
import { AUDIT_EXPORTED } from './audit-export-route.ts';
import { auditPage } from './audit-page.ts';
import { auditPart } from './audit-part.ts';

const SHOWN = 50;

administratorRoute('audit-screen', { method: 'GET', route: 'organization/microsoft-365/audit' }, async (call) => {
  const { words, language, request } = call;
  const { lines, person } = await auditPart(call, SHOWN);
  return pageReply(
    auditPage({
      language,
      words,
      lines,
      person: person === undefined ? undefined : { address: person, sealed: request.query.get('user') ?? '' },
      more: lines.length >= SHOWN,
      first: !request.query.has('before'),
      exported: AUDIT_EXPORTED,
    }),
  );
});
