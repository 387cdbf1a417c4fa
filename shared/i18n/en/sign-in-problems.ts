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
  'not-approved': {
    title: 'You are not signed in yet',
    happened:
      "You left Microsoft's page without signing in. If it said that an administrator has to approve, nobody has approved this portal for your organization yet.",
    who: 'portal-approver',
    steps: [
      'If you cancelled, sign in again.',
      {
        text: 'If an approval is needed, send the text below to an administrator. When they sign in to the portal once, tick "Consent on behalf of your organization" and accept, everybody can use it.',
        page: 'consent',
      },
    ],
    oneOf: true,
    request:
      'Please approve the portal that puts our Sansan cards into Outlook. Open the address below, sign in, tick "Consent on behalf of your organization" and accept. It asks for nothing but the name and the e-mail address of who signs in.',
  },
  'guest-account': {
    title: 'Guest accounts cannot be used',
    happened:
      'The account that signed in is a guest of this organization. Only accounts of its members can use this portal.',
    who: 'you',
    steps: ['Choose "Sign in with another account", and an account of a member of this organization.'],
  },
  'personal-account': {
    title: 'Personal accounts cannot be used',
    happened: 'The account that signed in is a personal Microsoft account.',
    who: 'you',
    steps: ['Choose "Sign in with another account", and your work account.'],
  },
  ...answerRefusals({
    title: 'The sign-in could not be confirmed',
    what: 'sign-in',
    standing: '',
    steps: ['Sign in again.'],
  }),
};
