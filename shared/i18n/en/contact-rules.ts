import type { contactRules as japanese } from '../ja/contact-rules.ts';

export const contactRules: typeof japanese = {
  save: 'Save contact settings',
  title: 'Contact settings',
  written: 'Fields that are overwritten with the card',
  writtenHint:
    'Fields without a tick are not written. What people typed in Outlook stays, and so does what was written before. The name and the link in the notes are always written.',
  fields: {
    companyName: 'Company',
    department: 'Department',
    jobTitle: 'Job title',
    emailAddresses: 'Email address',
    businessPhones: 'Business phone',
    mobilePhone: 'Mobile phone',
    fax: 'Fax',
    businessHomePage: 'Website',
    businessAddress: 'Business address',
  },
  phones: 'Phone number format',
  phoneForms: {
    'as-printed': { label: 'As on the card', hint: 'For example 03-1234-5678' },
    e164: { label: 'International', hint: 'For example +81312345678, which can be called from abroad.' },
  },
  when: 'A change reaches the contacts of all users with a sync within 6 hours.',
  saved: 'The contact settings have been saved.',
};
