import type { leftOut as japanese } from '../ja/left-out.ts';

export const leftOut: typeof japanese = {
  title: 'Cards that could not be written in full',
  explanation:
    'The contacts of these cards lack an e-mail address or a number that is printed on the card. Look at the card; once it is corrected, the next sync writes it.',
  atLeast: (count) => `The first ${count} are shown.`,
  reasons: {
    emailAddresses: 'E-mail: something cannot be read as an address, or there are more than three addresses.',
    businessPhones: 'Business phones: longer than 255 characters.',
    mobilePhone: 'Mobile phone: longer than 255 characters.',
    fax: 'Fax: longer than 255 characters.',
  },
};
