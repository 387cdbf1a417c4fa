import { auditPage } from '../shared/portal/pages/administrator/audit.ts';
import { AUDIT_EXPORTED } from './audit-export.ts';
import { auditLines } from './audit-lines.ts';
import { administratorRoute } from './portal-route.ts';
import { pageReply } from './reply.ts';

const SHOWN = 50;

administratorRoute('audit-screen', { method: 'GET', route: 'organization/microsoft-365/audit' }, async (call) => {
  const { words, language, request } = call;
  const lines = await auditLines(call, SHOWN);
  const first = !request.query.has('before');
  return pageReply(auditPage({ language, words, lines, more: lines.length >= SHOWN, first, exported: AUDIT_EXPORTED }));
});
