import type { keyProblems as japanese } from '../ja/key-problems.ts';

export const keyProblems: typeof japanese = {
  'invalid-email': 'This is not an email address.',
  malformed: 'This is not an API key. Enter its 32 letters and digits.',
  refused: 'Sansan did not accept this API key. Check it for copying errors, and that its scope is "all".',
  'other-person': "This API key is somebody else's. Check that address and key go together.",
  'other-owner': 'This API key belongs to another card owner than the former one. To change that, end the link first.',
  unavailable: 'Sansan could not be reached to check the API key. Wait a little and try again.',
};
