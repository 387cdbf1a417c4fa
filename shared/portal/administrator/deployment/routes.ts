import { checkDeployment, type Finding } from '../../../deployment/deployment-check.ts';
import type { Session } from '../../../identity/session.ts';
import { pageContext } from '../../components/page-context.ts';
import { pageResponse, refuse } from '../../http/response.ts';
import { administratorRoute, type Call, type Route } from '../../http/route.ts';
import { readOrganization } from '../administrator-screen.ts';
import { deploymentPage } from './deployment-page.ts';

/** Runs the checks for an organization that has the deployment to itself, and logs what failed. */
export async function findingsFor(call: Call<Session>): Promise<readonly Finding[]> {
  const { services } = call;
  const { id, contacts } = await readOrganization(call);
  const findings = await checkDeployment(
    services.checksFor(id, contacts.state === 'off' ? undefined : contacts.tenantId),
  );
  for (const finding of findings) {
    if (finding.state !== 'failed') continue;
    services.log.record('not-ready', { dependency: finding.dependency, error: finding.code });
  }
  return findings;
}

export const DEPLOYMENT_ROUTES: readonly Route[] = [
  administratorRoute(
    'deployment',
    { method: 'GET', path: '/organization/microsoft-365/deployment', limited: 'deployment-check' },
    async (call) => {
      // Where several organizations share a deployment, it is no matter of their administrators.
      if (!call.services.isForOneCompany) return refuse('not-found');
      return pageResponse(deploymentPage(pageContext(call), await findingsFor(call)));
    },
  ),
];
