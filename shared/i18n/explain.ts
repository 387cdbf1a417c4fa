import type { ConnectProblem, Explanation, LinkProblem, Step } from './explanation.ts';
import { lookup, type Words } from './words.ts';

/** Problems after which starting again would change nothing. */
const NOT_TO_REPEAT: ReadonlySet<ConnectProblem | LinkProblem> = new Set<ConnectProblem | LinkProblem>([
  'came-unasked',
  'capability-off',
  'app-misconfigured',
  'already-connected',
  'link-invalid',
  'not-connected',
  'already-linked',
]);

/** What went wrong at connecting (PRODUCT A4), for the administrator or for somebody who came by a one-time link. */
export function explainConnecting(words: Words, code: ConnectProblem, reader: 'connect' | 'invited'): Explanation {
  const explained: Record<ConnectProblem, Explanation> = {
    ...words.microsoftProblems,
    ...words.connectProblems,
    ...(reader === 'invited' ? words.invitedProblems : {}),
  };
  return withAgain(explained[code], code, words, reader);
}

/** What went wrong at linking (PRODUCT B1-B5). */
export function explainLinking(words: Words, code: LinkProblem): Explanation {
  const explained: Record<LinkProblem, Explanation> = { ...words.microsoftProblems, ...words.linkProblems };
  return withAgain(explained[code], code, words, 'link');
}

function withAgain(
  explanation: Explanation,
  code: ConnectProblem | LinkProblem,
  { problem: { again, againAfterThem } }: Words,
  reader: keyof Words['problem']['again'],
): Explanation {
  if (NOT_TO_REPEAT.has(code)) return inOrder(explanation, []);
  return inOrder(explanation, ['request' in explanation ? againAfterThem[reader] : again[reader]]);
}

/** The failure of an earlier try to connect, by the code that was kept. */
export function explainKept(words: Words, code: string): Explanation {
  const { microsoftProblems, connectProblems } = words;
  return inOrder(lookup({ ...microsoftProblems, ...connectProblems }, code) ?? microsoftProblems.refused, []);
}

/** Why the consent of a connection is missing, by the cause that was kept. */
export function explainMissing(words: Words, cause: string): Explanation {
  return inOrder(lookup(words.microsoftProblems, cause) ?? words.microsoftProblems['approval-required'], []);
}

/** What helps, then starting again, then what is left. */
function inOrder({ atLast, ...explanation }: Explanation, again: readonly Step[]): Explanation {
  return { ...explanation, after: [...again, ...(atLast === undefined ? [] : [atLast])] };
}
