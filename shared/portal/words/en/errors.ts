import type { errors as japanese } from '../ja/errors.ts';

export const errors: typeof japanese = {
  forbidden: { title: 'Not allowed', text: 'You may not open this page.' },
  'not-found': { title: 'Page not found', text: 'There is no page at this address.' },
  'form-refused': {
    title: 'The form was not accepted',
    text: 'The page was too old, or the form came from another site. Open the page again and repeat what you did.',
  },
  'too-large': { title: 'Too much was sent', text: 'Make it smaller and try again.' },
  internal: {
    title: 'Something went wrong',
    text: 'What you asked for could not be completed. Wait a little and try again.',
  },
  reference: (reference) => `Reference number: ${reference}`,
};
