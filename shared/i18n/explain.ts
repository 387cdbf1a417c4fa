import type { ConnectProblem, Explanation, LinkProblem, SignInProblem, Step } from './explanation.ts';
import type { HelpTopic } from './help-topics.ts';
import { lookup, type Words } from './words.ts';

/** Problems that trying again cannot solve. */
const NOT_TO_REPEAT: ReadonlySet<ConnectProblem | LinkProblem> = new Set<ConnectProblem | LinkProblem>([
  'came-unasked',
  'capability-off',
  'app-misconfigured',
  'already-connected',
  'link-invalid',
  'not-connected',
  'already-linked',
]);

/** The topics that say more about a problem, where it is not just a part of connecting or linking. */
const HELP: Partial<Record<ConnectProblem | LinkProblem, HelpTopic>> = {
  'folder-exists': 'folder-exists',
  'folder-of-another-link': 'folder-exists',
  'no-mailbox': 'conditions',
  'no-exchange': 'conditions',
  'guest-account': 'conditions',
  'not-administrator': 'conditions',
  'other-account': 'other-account',
  'another-mailbox': 'other-account',
  'other-account-refused': 'other-account',
};

/** The topic of the help page that says more about a problem (PRODUCT E7). */
function helpFor(code: ConnectProblem | LinkProblem, reader: keyof Words['problem']['again']): HelpTopic {
  if (code === 'approval-required' || code === 'app-removed' || code === 'not-granted') {
    return reader === 'link' ? 'approval-user' : 'approval-administrator';
  }
  return HELP[code] ?? (reader === 'link' ? 'link' : 'set-up');
}

/** Explains a connect problem (PRODUCT A4) to the administrator, or to a visitor with a one-time link. */
export function explainConnecting(words: Words, code: ConnectProblem, reader: 'connect' | 'invited'): Explanation {
  const explained: Record<ConnectProblem, Explanation> = {
    ...words.microsoftProblems,
    ...words.connectProblems,
    ...(reader === 'invited' ? words.invitedProblems : {}),
  };
  return withAgain(explained[code], code, words, reader);
}

/** Explains a link problem (PRODUCT B1-B5). */
export function explainLinking(words: Words, code: LinkProblem): Explanation {
  const explained: Record<LinkProblem, Explanation> = { ...words.microsoftProblems, ...words.linkProblems };
  return withAgain(explained[code], code, words, 'link');
}

/** Explains a failed sign-in at the portal (PRODUCT G). */
export function explainSignIn(words: Words, code: SignInProblem): Explanation {
  const explained: Record<SignInProblem, Explanation> = { ...words.microsoftProblems, ...words.signInProblems };
  return inOrder(explained[code], []);
}

function withAgain(
  explanation: Explanation,
  code: ConnectProblem | LinkProblem,
  { problem: { again, againAfterThem } }: Words,
  reader: keyof Words['problem']['again'],
): Explanation {
  const told = { ...explanation, help: helpFor(code, reader) };
  if (NOT_TO_REPEAT.has(code)) return inOrder(told, []);
  return inOrder(told, ['request' in explanation ? againAfterThem[reader] : again[reader]]);
}

/** Explains an earlier failed attempt to connect by its stored code; an unknown code gets the general explanation. */
export function explainKept(words: Words, code: string): Explanation {
  const { microsoftProblems, connectProblems } = words;
  return inOrder(lookup({ ...microsoftProblems, ...connectProblems }, code) ?? microsoftProblems.refused, []);
}

/**
 * Explains why a connection's consent is missing by the stored cause; an unknown cause gets the general explanation.
 */
export function explainMissing(words: Words, cause: string): Explanation {
  return inOrder(lookup(words.microsoftProblems, cause) ?? words.microsoftProblems['approval-required'], []);
}

/** Orders the closing steps: try again first, then the last resort. */
function inOrder({ atLast, ...explanation }: Explanation, again: readonly Step[]): Explanation {
  return { ...explanation, after: [...again, ...(atLast === undefined ? [] : [atLast])] };
}
