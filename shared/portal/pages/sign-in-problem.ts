import type { Page } from '../layout.ts';
import type { SignInProblem } from '../problem.ts';
import type { Words } from '../words.ts';
import { problemPage } from './problem.ts';

/** Why nobody is signed in, and the way to try once more, where that may help. */
export function signInProblemPage(words: Words, problem: SignInProblem): Page {
  const explanation = words.signInProblems[problem];
  if (problem === 'without-organization') {
    return problemPage(words, { explanation, backTo: '/sign-in?anew', backLabel: words.otherAccount });
  }
  return problemPage(words, { explanation, backTo: '/sign-in', backLabel: words.signIn });
}
