import type { firstSteps as japanese } from '../ja/first-steps.ts';

export const firstSteps: typeof japanese = {
  title: 'Getting started',
  steps: {
    consent: 'Have a Microsoft 365 administrator consent',
    keys: "Register the users' API keys",
    notices: 'Say who is told of troubles',
    link: 'Invite the first user to link',
  },
  done: 'Done',
  open: 'To do',
};
