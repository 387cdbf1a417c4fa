import type { keyProblems as japanese } from '../ja/key-problems.ts';

export const keyProblems: typeof japanese = {
  'invalid-email': 'This is not an e-mail address.',
  malformed: 'This is not an API key. Enter its 32 letters and digits.',
  refused: 'Sansan refused this API key. Issue a key whose scope is "all" and enter it.',
  'other-person': "This API key is somebody else's. The address of its owner must be the same.",
  'other-owner': 'This API key belongs to another card owner than the former one. To change that, end the link first.',
  unavailable: 'Sansan could not be reached to check the API key. Wait a little and try again.',
};
