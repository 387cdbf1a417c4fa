import type { LinkStep } from '../shared/links/linking.ts';
import { problemPage } from '../shared/portal/pages/problem.ts';
import { pageReply, type Reply, redirectTo } from './reply.ts';
import type { Visit } from './visit.ts';

/** Where linking leads: on to Microsoft, to the user's screen, or to an explanation. */
export function showLinkStep({ words }: Visit, clientId: string, step: LinkStep): Reply {
  const backTo = '/settings/microsoft-365';
  switch (step.kind) {
    case 'redirect':
      return redirectTo(step.url);
    case 'linked':
      return redirectTo(backTo);
    case 'failed': {
      const explanation = words.linkProblems[step.code];
      const message = step.code === 'approval-required' ? words.problem.approvalRequest(clientId) : undefined;
      const adminCentre = step.code === 'approval-required' || step.code === 'app-disabled';
      return pageReply(problemPage(words, { explanation, support: step, backTo, message, adminCentre }), 400);
    }
  }
}
