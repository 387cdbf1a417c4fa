import type { firstSteps as japanese } from '../ja/first-steps.ts';

export const firstSteps: typeof japanese = {
  title: 'Getting started',
  steps: {
    consent: "Get a Microsoft 365 administrator's consent",
    keys: "Register the users' API keys",
    notices: 'Choose who is notified of problems',
    link: 'Invite the first user to link',
  },
  done: 'Done',
  open: 'To do',
};
