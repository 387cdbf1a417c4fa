import { administratorRoute } from './portal-route.ts';
import { showOrganization } from './show-organization.ts';

const route = 'organization/microsoft-365';

administratorRoute('organization-screen', { method: 'GET', route }, (call) => showOrganization(call));
