import type * as japanese from '../ja/keys.ts';

export const keys: typeof japanese.keys = {
  one: 'Register one API key',
  accepted: (email) => `The API key of ${email} has been registered.`,
  waiting: 'API keys not in use yet',
  waitingHint: 'When the user opens "External service settings", the key moves from this list to "Users".',
  others: 'Keys in use are shown under "Users".',
  noneWaits: 'No unused API keys.',
  suppliedAt: 'Registered at',
  withdraw: 'Unregister',
  withdrawTitle: 'Unregister this API key?',
  withdrawExplanation: (email) =>
    `The API key of ${email} will be deleted from this service. Before this user's cards can be synced, a key has to be registered again. The key itself stays valid in Sansan.`,
  viewOver: 'The page that was asked for has expired, so this is the first one.',
  withdrawn: (email) => `The API key of ${email} has been unregistered.`,
};

export const keyFile: typeof japanese.keyFile = {
  title: 'Register many with a CSV file',
  explanation: (most) =>
    `Upload a CSV file with one "address,API key" per line (at most ${most.toLocaleString('en')} lines). A header line is optional, and empty rows are ignored. UTF-8, UTF-16 and Shift_JIS are understood.`,
  sample: 'A sample of the file',
  choose: 'CSV file',
  duration:
    'Each key is checked at Sansan, so 1,000 lines may take a few minutes. Please wait until the result is shown.',
  upload: 'Upload',
  resultTitle: 'Result',
  result: (accepted, total) => `${accepted.toLocaleString('en')} of ${total.toLocaleString('en')} API keys registered.`,
  line: 'Line',
  outcome: 'Result',
  correct: 'Correct the lines that were not registered, and upload them again.',
  unreadableAddress: '(cannot be read)',
  refusedLines: (lines) => `Lines not registered: ${lines.toLocaleString('en')}`,
  acceptedLines: (lines) => `Lines registered: ${lines.toLocaleString('en')}`,
  outcomes: {
    accepted: 'Registered',
    failed: 'This line could not be registered. Upload it again in a while.',
    repeated: 'An earlier line with this address was registered. This one was passed over.',
    'not-reached': 'There was no time left for this line. Upload it and the lines after it again.',
  },
  problems: {
    missing: 'Choose a file.',
    unreadable: 'The file cannot be read. Choose a CSV file in UTF-8, UTF-16 or Shift_JIS.',
    unclosed: (line) =>
      `The file cannot be read: a quotation mark (") in line ${line.toLocaleString('en')} is never closed. No key was registered.`,
    empty: 'There is no line with an API key in the file.',
    'too-many': (most) =>
      `There are too many lines. Split the file into parts of at most ${most.toLocaleString('en')} lines.`,
  },
};

export const keyProblems: typeof japanese.keyProblems = {
  'invalid-email': 'This is not an email address. Enter one address, for example hanako@example.com.',
  malformed: 'This is not an API key. Enter its 32 letters and digits.',
  refused: 'Sansan did not accept this API key. Check it for copying errors, and that its scope is "all".',
  'other-person': "This API key is somebody else's. Check that address and key go together.",
  'other-owner': 'This API key belongs to another card owner than the former one. To change that, unlink first.',
  unavailable: 'Sansan could not be reached to check the API key. Wait a little and try again.',
};
