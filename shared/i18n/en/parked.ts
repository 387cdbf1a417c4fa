import type { parked as japanese } from '../ja/parked.ts';

export const parked: typeof japanese = {
  title: 'Cards that could not be written',
  explanation:
    'Outlook did not take these cards. They are tried again after 6 hours, then daily, and at once when the card changes.',
  atLeast: (count) => `The first ${count} are shown.`,
  reasons: {
    unsettled: 'Outlook gave no clear answer.',
    forbidden: 'Outlook did not allow this contact to be written.',
    ErrorInvalidProperty: 'It holds something that Outlook does not take.',
    ErrorPropertyValidationFailure: 'It holds something that Outlook does not take.',
    ErrorInvalidPropertySet: 'It holds something that Outlook does not take.',
    ErrorInvalidRequest: 'It holds something that Outlook does not take.',
    RequestBodyRead: 'It holds something that Outlook does not take.',
    ErrorItemSavePropertyError: 'Outlook could not save this contact.',
    ErrorItemSave: 'Outlook could not save this contact.',
    ErrorIrresolvableConflict: 'The same contact was being changed elsewhere at that moment.',
    ErrorMessageSizeExceeded: 'It is too large.',
    '413': 'It is too large.',
  },
  unknown: (code) => `Outlook did not take it (${code}).`,
};
