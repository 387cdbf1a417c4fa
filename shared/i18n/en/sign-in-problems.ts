import type { signInProblems as japanese } from '../ja/sign-in-problems.ts';
import { answerRefusals } from './answer-refusals.ts';

export const signInProblems: typeof japanese = {
  cancelled: {
    title: 'The sign-in was cancelled',
    happened: 'You came back without signing in.',
    who: 'you',
    steps: ['Sign in again.'],
  },
  refused: {
    title: 'The sign-in failed',
    happened: 'The answer of the sign-in could not be confirmed.',
    who: 'you',
    steps: ['Sign in again.'],
  },
  unavailable: {
    title: 'The sign-in failed',
    happened: 'The sign-in service cannot be reached.',
    who: 'you',
    steps: ['Wait a little and try again.'],
  },
  'without-organization': {
    title: 'No organization',
    happened: 'This account belongs to no organization.',
    who: 'administrator',
    steps: ['Please ask the administrator.'],
    request: 'Please add my account to our organization in the card system.',
  },
  ...answerRefusals({
    title: 'The sign-in could not be confirmed',
    what: 'sign-in',
    standing: '',
    steps: ['Sign in again.'],
  }),
};
