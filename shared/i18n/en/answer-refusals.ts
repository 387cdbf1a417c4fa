import type { answerRefusals as japanese } from '../ja/answer-refusals.ts';

export const answerRefusals: typeof japanese = ({ title, what, standing, steps }) => ({
  'already-done': {
    title: `This ${what} is over`,
    happened: `The answer of this ${what} has been received before. ${standing}`.trim(),
    who: 'you',
    steps,
  },
  'no-cookies': {
    title,
    happened:
      `The browser sent no cookies. Either it refuses them, or the ${what} was started in another browser. ${standing}`.trim(),
    who: 'you',
    steps: [
      `Use the browser in which the ${what} was started. If it is this one, allow cookies for this site.`,
      ...steps,
    ],
  },
  'other-browser': {
    title,
    happened: `This ${what} was started in another browser, or under a sign-in that has ended. ${standing}`.trim(),
    who: 'you',
    steps,
  },
  expired: { title, happened: `The time for this ${what} is over. ${standing}`.trim(), who: 'you', steps },
  unknown: {
    title,
    happened: `This link has expired or is incomplete. ${standing}`.trim(),
    who: 'you',
    steps,
  },
});
