import type { ConnectStep } from '../shared/organizations/connecting.ts';
import { problemPage } from '../shared/portal/pages/problem.ts';
import { pageReply, type Reply, redirectTo } from './reply.ts';
import type { Visit } from './visit.ts';

/** Where a callback of the consent leads: on to the proof, to the screen that says "connected", or to an explanation. */
export function showConnectStep({ words }: Visit, step: ConnectStep): Reply {
  switch (step.kind) {
    case 'redirect':
      return redirectTo(step.url);
    case 'connected':
      return redirectTo('/organization/microsoft-365');
    case 'failed': {
      const explanation = words.connectProblems[step.code];
      const backTo = '/organization/microsoft-365';
      return pageReply(problemPage(words, { explanation, support: step, backTo, adminCentre: true }), 400);
    }
  }
}

/** A callback in a browser that has no session: whoever sent it, it is not the administrator who started. */
export const NOT_OURS: ConnectStep = { kind: 'failed', code: 'not-ours', aadsts: undefined, correlationId: undefined };
