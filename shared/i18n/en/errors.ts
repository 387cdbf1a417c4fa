import type { errors as japanese } from '../ja/errors.ts';
import { formatMinutes } from '../relative-time.ts';

export const errors: typeof japanese = {
  forbidden: {
    title: 'You may not open this page',
    text: 'This page is for other people. If you need it, ask the administrator of your organization.',
  },
  'not-found': {
    title: 'Page not found',
    text: 'There is no such page. Check the address, or go on from the home page.',
  },
  'method-not-allowed': {
    title: 'This cannot be done here',
    text: 'This address does not take that kind of request. Go on from the home page.',
  },
  'form-refused': {
    title: 'This was not accepted',
    text: 'The page had expired, or the form came from another site. Open the page again and try once more.',
  },
  'signed-out': {
    title: 'You are no longer signed in',
    text: 'Nothing of what was sent has been saved. Sign in again to return to the screen, where what you typed (API keys and long lists apart) can be checked and sent.',
  },
  'under-way': {
    title: 'Still at work',
    text: 'The same form is being processed, so it need not be sent again. Open the screen in a while to see the result.',
  },
  'too-large': { title: 'Too much was sent', text: 'Make it smaller and try again.' },
  unreadable: { title: 'This form cannot be read', text: 'Open the page again and send it with its button.' },
  unsupported: { title: 'This form cannot be read', text: 'Open the page again and send it with its button.' },
  'too-many': {
    title: 'Too many attempts',
    text: 'The same was tried many times within a short while, so it is not accepted for now.',
  },
  internal: {
    title: 'Something went wrong',
    text: 'This could not be finished. Please try again in a while. If it happens again, tell the support centre the reference number.',
  },
  tryAgain: (wait) => `Try again in ${formatMinutes(wait, 'en')}.`,
  unsent:
    'What you sent a moment ago has not been taken yet. Check it and press Save, or the other button, again. Secrets such as API keys, and long lists, are not kept, so please type them again.',
  answerNotUsed: 'You are signed in already, so the answer of another sign-in that has just arrived was not used.',
  notTaken: (title) => `Error: ${title}`,
  home: 'Go to the home page',
  reference: (reference) => `Reference number: ${reference}`,
};
