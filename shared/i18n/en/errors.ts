import type { errors as japanese } from '../ja/errors.ts';
import { formatMinutes } from '../relative-time.ts';

export const errors: typeof japanese = {
  forbidden: {
    title: 'You do not have permission to open this page',
    text: 'This page is for other people. If you need it, ask the administrator of your organization.',
  },
  'not-found': {
    title: 'Page not found',
    text: 'There is no such page. Check the address, or start again from the home page.',
  },
  'method-not-allowed': {
    title: 'This cannot be done here',
    text: 'This page cannot do that. Start again from the home page.',
  },
  'form-refused': {
    title: 'The form was not accepted',
    text: 'The page had expired, or the form came from another site. Open the page again and try once more.',
  },
  'signed-out': {
    title: 'You are no longer signed in',
    text: 'Your changes were not saved. Sign in to return to the form. You will need to enter API keys and long lists again.',
  },
  'under-way': {
    title: 'Still at work',
    text: 'The same form is being processed, so it need not be sent again. Open the screen in a while to see the result.',
  },
  'too-large': { title: 'Too much was sent', text: 'Enter less text or fewer items.' },
  unreadable: { title: 'Your request could not be read', text: 'Open the page again and send it with its button.' },
  unsupported: { title: 'Your request could not be read', text: 'Open the page again and send it with its button.' },
  'too-many': {
    title: 'Too many attempts',
    text: 'You tried this too many times. It is blocked for a short time.',
  },
  internal: {
    title: 'Something went wrong',
    text: 'This could not be finished. Please try again in a while. If it happens again, tell support the reference number.',
  },
  tryAgain: (wait) => `Try again in ${formatMinutes(wait, 'en')}.`,
  unsent:
    'What you sent a moment ago has not been taken yet. Check it and press Save, or the other button, again. Secrets such as API keys, and long lists, are not kept, so please type them again.',
  unfinished:
    'What you sent a moment ago may not have been finished, because of an error. Check it and, if needed, press Save, or the other button, again. Secrets such as API keys, and long lists, are not kept, so please type them again.',
  answerNotUsed: 'You are signed in already, so the answer of another sign-in that has just arrived was not used.',
  notTaken: (title) => `Error: ${title}`,
  home: 'Go to the home page',
  reference: (reference) => `Reference number: ${reference}`,
};
