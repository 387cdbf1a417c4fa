import { publicRoute } from './portal-route.ts';

// Whether the state can be read; why not is in the log, and no stranger's business.
publicRoute('ready', { method: 'GET', route: 'readyz' }, async ({ services }) => {
  const ready = await services.schedule.lastServed().then(
    () => true,
    () => false,
  );
  return { kind: 'json', status: ready ? 200 : 503, body: { status: ready ? 'ready' : 'unavailable' } };
});
