import { endingRoute } from '../../http/portal-route.ts';
import { showErasure } from './show-erasure.ts';

const route = 'organization/microsoft-365/erasure';

endingRoute('erasure-screen', { method: 'GET', route }, (call) => showErasure(call));
