import { endingRoute } from '../../http/portal-route.ts';
import { refuse } from '../../http/response.ts';

const route = 'organization/microsoft-365/erasure/receipt';

endingRoute('erasure-receipt', { method: 'GET', route }, async ({ services, session }) => {
  const receipt = await services.erasing.receipts.read(session.person.organizationId);
  if (receipt === undefined) return refuse('not-found');
  return {
    kind: 'text',
    contentType: 'application/json; charset=utf-8',
    fileName: `meishi-sync-erasure-${receipt.finishedAt.slice(0, 10)}.json`,
    body: `${JSON.stringify(receipt, null, 2)}\n`,
    cacheSeconds: 0,
  };
});
