import type { SignInProblem } from '../../i18n/explanation.ts';
import type { Words } from '../../i18n/words.ts';
import type { Page } from '../components/layout.ts';
import { problemPage } from '../components/problem-page.ts';

/** Why nobody is signed in, and the way to try once more, where that may help. */
export function signInProblemPage(words: Words, problem: SignInProblem): Page {
  const explanation = words.signInProblems[problem];
  if (problem === 'without-organization') {
    return problemPage(words, { explanation, backTo: '/sign-in?anew', backLabel: words.otherAccount });
  }
  return problemPage(words, { explanation, backTo: '/sign-in', backLabel: words.signIn });
}
