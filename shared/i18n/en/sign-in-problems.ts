import type { signInProblems as japanese } from '../ja/sign-in-problems.ts';
import { answerRefusals } from './answer-refusals.ts';
import { waitAndRetry } from './phrases.ts';

export const signInProblems: typeof japanese = {
  cancelled: {
    title: 'The sign-in was canceled',
    happened: 'You came back without signing in.',
    who: 'you',
    steps: [],
  },
  refused: {
    title: 'The sign-in failed',
    happened: 'We could not confirm your sign-in.',
    who: 'you',
    steps: [],
  },
  unavailable: {
    title: 'The sign-in failed',
    happened: 'The sign-in service cannot be reached.',
    who: 'you',
    steps: [waitAndRetry],
  },
  'without-organization': {
    title: 'Your account does not belong to an organization',
    happened: 'The account that signed in does not belong to any organization in Sansan.',
    who: 'sansan-administrator',
    steps: [],
    request: 'Please add the following account to our organization in Sansan.',
  },
  'not-approved': {
    title: 'You are not signed in yet',
    happened:
      "You left Microsoft's page without signing in. If it said that an administrator has to approve, nobody has approved this portal for your organization yet.",
    who: 'portal-approver',
    first: ['If you canceled, sign in again.'],
    steps: [
      {
        text: 'Sign in to the portal once, tick "Consent on behalf of your organization" and accept. Then everybody can use it.',
        page: 'portal-sign-in',
      },
    ],
    request:
      'Please approve the portal that puts our Sansan cards into Outlook. It asks for nothing but the name and the email address of whoever signs in.',
  },
  'guest-account': {
    title: 'Guest accounts cannot be used',
    happened:
      'The account that signed in is a guest of this organization. Only accounts of its members can use this portal.',
    who: 'you',
    again: [],
    steps: ['Choose "Sign in with another account", and an account of a member of this organization.'],
  },
  'personal-account': {
    title: 'Personal accounts cannot be used',
    happened: 'The account that signed in is a personal Microsoft account.',
    who: 'you',
    again: [],
    steps: ['Choose "Sign in with another account", and your work account.'],
  },
  ...answerRefusals({
    title: 'The sign-in could not be confirmed',
    what: 'sign-in',
    standing: '',
    steps: [],
  }),
};
