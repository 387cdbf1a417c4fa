import { publicRoute } from '../http/portal-route.ts';

publicRoute('egress', { method: 'GET', route: '.well-known/egress.json' }, async ({ services }) => ({
  kind: 'json',
  body: { addresses: services.settings.EGRESS_IPS },
}));
