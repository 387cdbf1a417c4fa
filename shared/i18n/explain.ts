import type { ConnectProblem, Explanation, LinkProblem, SignInProblem, Step, Steps, Told } from './explanation.ts';
import type { HelpTopic } from './help-topics.ts';
import { lookup, type Words } from './words.ts';

/** Where somebody reads an explanation. */
type Reader = keyof Words['problem']['again'];

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
function helpFor(code: ConnectProblem | LinkProblem, reader: Reader): HelpTopic {
  if (code === 'approval-required' || code === 'app-removed' || code === 'not-granted') {
    return reader === 'link' ? 'approval-user' : 'approval-administrator';
  }
  return HELP[code] ?? (reader === 'link' ? 'link' : 'set-up');
}

/** Explains a connect problem (PRODUCT A4) to the administrator, or to a visitor with a one-time link. */
export function explainConnecting(words: Words, code: ConnectProblem, reader: 'connect' | 'invited'): Told {
  const explained: Record<ConnectProblem, Explanation> = {
    ...words.microsoftProblems,
    ...words.connectProblems,
    ...(reader === 'invited' ? words.invitedProblems : {}),
  };
  return { ...tell(explained[code], words, reader), help: helpFor(code, reader) };
}

/** Explains a link problem (PRODUCT B1-B5). */
export function explainLinking(words: Words, code: LinkProblem): Told {
  const explained: Record<LinkProblem, Explanation> = { ...words.microsoftProblems, ...words.linkProblems };
  return { ...tell(explained[code], words, 'link'), help: helpFor(code, 'link') };
}

/** Explains a failed sign-in at the portal (PRODUCT G). */
export function explainSignIn(words: Words, code: SignInProblem): Told {
  const explained: Record<SignInProblem, Explanation> = { ...words.microsoftProblems, ...words.signInProblems };
  return tell(explained[code], words, 'sign-in');
}

/** Explains an earlier failed attempt to connect by its stored code; an unknown code gets the general explanation. */
export function explainKept(words: Words, code: string): Told {
  const { microsoftProblems, connectProblems } = words;
  return unaddressed(lookup({ ...microsoftProblems, ...connectProblems }, code) ?? microsoftProblems.refused, []);
}

/**
 * Explains why a connection's consent is missing by the stored cause; an unknown cause gets the general explanation.
 */
export function explainMissing(words: Words, cause: string): Told {
  const explanation: Explanation =
    lookup(words.microsoftProblems, cause) ?? words.microsoftProblems['approval-required'];
  return unaddressed(explanation, [words.problem.checkAfterThem]);
}

/** The steps of whoever acts, without those of asking and of trying again. */
function unaddressed(explanation: Explanation, again: readonly Step[]): Told {
  const { steps, oneOf, next = [] } = explanation;
  return { ...explanation, own: { steps, oneOf, after: [...again, ...next] } };
}

/**
 * Parts the steps between the reader and whoever can solve the problem: the reader sends the message, waits and tries
 * again. Whoever can consent does the rest alone, be it by a one-time link or as the reader.
 */
function tell(explanation: Explanation, { problem }: Words, reader: Reader): Told {
  if (!('request' in explanation)) return unaddressed(explanation, explanation.again ?? [problem.again[reader]]);
  const { who, steps, oneOf, first = [], next = [] } = explanation;
  const mayBeReader =
    (reader === 'connect' || reader === 'invited') &&
    (who === 'microsoft-administrator' || who === 'consenting-administrator');
  const byLink = reader === 'connect' && who === 'consenting-administrator';
  const send = mayBeReader ? problem.sendUnlessYou[byLink ? 'link' : 'message'] : problem.send[who];
  const asking: Steps = { steps: [...first, send], oneOf: first.length === 0 ? undefined : problem.whichFits };
  const again = explanation.again ?? [(byLink ? problem.again : problem.againAfterThem)[reader]];
  return byLink
    ? {
        ...explanation,
        own: { ...asking, after: [problem.shownAfterThem] },
        theirs: { steps, oneOf, after: [...again, ...next] },
      }
    : { ...explanation, own: { ...asking, after: [...again, ...next] }, theirs: { steps, oneOf } };
}
