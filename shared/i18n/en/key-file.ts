import type { keyFile as japanese } from '../ja/key-file.ts';

export const keyFile: typeof japanese = {
  title: 'Register many with a CSV file',
  explanation: (most) =>
    `Upload a CSV file with one "address,API key" per line (at most ${most.toLocaleString('en')} lines). A header line is optional. UTF-8 and Shift_JIS are both understood.`,
  sample: 'A sample of the file',
  choose: 'CSV file',
  duration:
    'Each key is checked at Sansan, so 1,000 lines may take a few minutes. Please wait until the result is shown.',
  upload: 'Upload',
  resultTitle: 'Result',
  result: (accepted, total) =>
    `API keys registered: ${accepted.toLocaleString('en')}, of ${total.toLocaleString('en')} lines.`,
  line: 'Line',
  outcome: 'Result',
  refusedLines: (lines) => `Lines without a key registered: ${lines.toLocaleString('en')}`,
  acceptedLines: (lines) => `Lines registered: ${lines.toLocaleString('en')}`,
  outcomes: {
    accepted: 'Registered',
    failed: 'This line could not be registered. Upload it again in a while.',
    repeated: 'An earlier line with this address was registered. This one was passed over.',
    'not-reached': 'There was no time left for this line. Upload it and the lines after it again.',
  },
  problems: {
    missing: 'Choose a file.',
    unreadable: 'The file cannot be read. Choose a CSV file in UTF-8 or Shift_JIS.',
    empty: 'There is no line with an API key in the file.',
    'too-many': (most) =>
      `There are too many lines. Split the file into parts of at most ${most.toLocaleString('en')} lines.`,
  },
};
