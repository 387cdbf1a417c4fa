import { pageResponse } from '../../http/response.ts';
import { administratorRoute, type Route } from '../../http/route.ts';
import { auditCsv, auditFileName } from './audit-csv.ts';
import { auditPage } from './audit-page.ts';
import { auditPart } from './audit-part.ts';

/** Most lines of one exported file, so that the request ends in time. */
const AUDIT_EXPORTED = 10_000;

const SHOWN = 50;

export const AUDIT_ROUTES: readonly Route[] = [
  administratorRoute('audit-screen', { method: 'GET', path: '/organization/microsoft-365/audit' }, async (call) => {
    const { words, language, request } = call;
    const { lines, person } = await auditPart(call, SHOWN);
    return pageResponse(
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
  }),

  administratorRoute(
    'audit-export',
    { method: 'GET', path: '/organization/microsoft-365/audit.csv', limited: 'audit-file' },
    async (call) => ({
      kind: 'text',
      contentType: 'text/csv; charset=utf-8',
      fileName: auditFileName(call.services.clock.now(), call.language),
      body: auditCsv(call.words, (await auditPart(call, AUDIT_EXPORTED)).lines),
      cacheSeconds: 0,
    }),
  ),
];
