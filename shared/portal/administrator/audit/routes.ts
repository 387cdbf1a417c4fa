import { pageResponse, redirectTo } from '../../http/response.ts';
import { administratorRoute, type Route } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { auditCsv, auditFileName } from './audit-csv.ts';
import { auditPage } from './audit-page.ts';
import { auditPart } from './audit-part.ts';

/** Most lines of one exported file, so that the request ends in time. */
const AUDIT_EXPORTED = 10_000;

const SHOWN = 50;

export const AUDIT_ROUTES: readonly Route[] = [
  administratorRoute('audit-screen', { method: 'GET', path: '/organization/microsoft-365/audit' }, async (call) => {
    const { words, language, request } = call;
    const { lines, person, isOver } = await auditPart(call, SHOWN);
    return pageResponse(
      auditPage({
        language,
        words,
        lines,
        person: person === undefined ? undefined : { address: person, sealed: request.query.get('user') ?? '' },
        more: lines.length >= SHOWN,
        first: !request.query.has('before'),
        exported: AUDIT_EXPORTED,
        flash: isOver ? { warning: words.audit.viewOver } : undefined,
      }),
    );
  }),

  administratorRoute(
    'audit-export',
    { method: 'GET', path: '/organization/microsoft-365/audit.csv', screen: TABS.audit, limited: 'audit-file' },
    async (call) => {
      const { lines, isOver } = await auditPart(call, AUDIT_EXPORTED);
      // A file of everybody would pass for one of the person who was asked for; the page says so.
      if (isOver) return redirectTo(`${TABS.audit}${new URL(call.request.url).search}`);
      return {
        kind: 'text',
        contentType: 'text/csv; charset=utf-8',
        fileName: auditFileName(call.services.clock.now(), call.language),
        body: auditCsv(call.words, lines),
        cacheSeconds: 0,
      };
    },
  ),
];
