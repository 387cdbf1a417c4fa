import type { keyList as japanese } from '../ja/key-list.ts';

export const keyList: typeof japanese = {
  title: 'Many at once',
  explanation: (most) =>
    `Choose a CSV file with "email,api key" on each line, ${most} lines at most. A file saved by Excel will do. Each line is checked, and you see what became of it.`,
  file: 'CSV file',
  upload: 'Register all',
  result: 'What became of the API keys',
  summary: (accepted, all) => `${accepted} of ${all} lines were registered.`,
  line: 'Line',
  outcome: 'Result',
  accepted: 'Registered',
  repeated: 'Not registered: an earlier line has the same address.',
  problems: {
    empty: 'The file has no lines. Write "email,api key" on each.',
    unreadable: 'This could not be read as CSV. Check the quotation marks.',
    'too-many-lines': 'There are too many lines. Split the file and try again.',
  },
};
