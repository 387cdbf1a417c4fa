import { administratorRoute } from '../../http/portal-route.ts';
import { auditCsv, auditFileName } from './audit-csv.ts';
import { auditPart } from './audit-part.ts';

/** Lines that one file holds at most, so that a request ends in time. */
export const AUDIT_EXPORTED = 10_000;

const route = 'organization/microsoft-365/audit.csv';

administratorRoute('audit-export', { method: 'GET', route, limited: 'audit-file' }, async (call) => ({
  kind: 'text',
  contentType: 'text/csv; charset=utf-8',
  fileName: auditFileName(call.services.clock.now(), call.language),
  body: auditCsv(call.words, (await auditPart(call, AUDIT_EXPORTED)).lines),
  cacheSeconds: 0,
}));
