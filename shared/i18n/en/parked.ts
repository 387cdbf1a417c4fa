import type { parked as japanese } from '../ja/parked.ts';

const notTaken = 'It holds something that Outlook does not take. Correct the card in Sansan.';
const tooLarge = 'It is too large. Shorten the card in Sansan.';

export const parked: typeof japanese = {
  title: 'Cards not written',
  explanation:
    'Outlook did not take these cards. They are tried again after 6 hours, then daily, and at once when the card changes.',
  atLeast: (count) => `The first ${count} are shown.`,
  reasons: {
    unsettled: 'Outlook gave no clear answer.',
    forbidden: 'Outlook did not allow this contact to be written.',
    ErrorInvalidProperty: notTaken,
    ErrorPropertyValidationFailure: notTaken,
    ErrorInvalidPropertySet: notTaken,
    ErrorInvalidRequest: notTaken,
    RequestBodyRead: notTaken,
    ErrorItemSavePropertyError: 'Outlook could not save this contact.',
    ErrorItemSave: 'Outlook could not save this contact.',
    ErrorIrresolvableConflict: 'The same contact was being changed elsewhere at that moment.',
    ErrorMessageSizeExceeded: tooLarge,
    '413': tooLarge,
  },
  unknown: (code) => `Outlook did not take it (${code}).`,
};
