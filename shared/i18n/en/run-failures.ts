import type { runFailures as japanese } from '../ja/run-failures.ts';
import { FOLDER_EXISTS } from './phrases.ts';

export const runFailures: typeof japanese = {
  'access-revoked': {
    text: 'The access was revoked, for example by a password reset. Press "Link" and sign in again with the same account.',
    who: 'you',
  },
  'no-mailbox': {
    text: 'The mailbox is not found. Please ask your Microsoft 365 administrator about its Exchange Online license.',
    who: 'microsoft-administrator',
  },
  'key-refused': {
    text: 'Sansan refused your API key. A new one has to be registered; the administrator of your organization issues it.',
    who: 'administrator',
  },
  'access-denied': {
    text: 'Access to the contacts was denied. Ask your Microsoft 365 administrator about Conditional Access and similar policies.',
    who: 'microsoft-administrator',
  },
  'cards-throttled': { text: 'Sansan is busy. The sync waits and resumes automatically.', who: 'nobody' },
  'cards-unavailable': { text: 'Sansan could not be reached. It will be tried again automatically.', who: 'nobody' },
  'cards-unreadable': {
    text: 'The answer of Sansan could not be read. It will be tried again automatically; if it lasts, contact support.',
    who: 'operator',
  },
  'consent-missing': {
    text: 'The consent of the organization is missing, or the app is disabled. Please ask your Microsoft 365 administrator. Once that is done, the sync resumes within an hour.',
    who: 'consenting-administrator',
  },
  'tenant-blocked': {
    text: 'The settings of the Microsoft 365 tenant refuse access (access across tenants, or Exchange Online switched off). Ask the Microsoft 365 administrator.',
    who: 'microsoft-administrator',
  },
  'service-credential': {
    text: 'The service could not sign in at Microsoft, by a fault of its own. There is nothing for you to do.',
    who: 'operator',
  },
  'sign-in-unavailable': {
    text: "Microsoft's sign-in could not be reached for a moment. It will be tried again automatically.",
    who: 'nobody',
  },
  throttled: { text: 'Microsoft is busy. The sync waits and resumes automatically.', who: 'nobody' },
  unauthorized: {
    text: 'Outlook did not accept the access for a moment. It will be tried again automatically.',
    who: 'nobody',
  },
  'mailbox-full': {
    text: 'The mailbox is full. Please make room in it; the sync then resumes within an hour.',
    who: 'you',
  },
  'property-quota': {
    text: 'The mailbox has reached its limit of named properties, so no contact can be written. More free space does not help. Please ask your Microsoft 365 administrator.',
    who: 'microsoft-administrator',
  },
  'mailbox-unavailable': {
    text: 'Outlook could not be reached for a moment. It will be tried again automatically.',
    who: 'nobody',
  },
  'mailbox-unexpected': {
    text: 'Outlook gave an answer that was not expected. It will be tried again automatically; if it lasts, contact support.',
    who: 'operator',
  },
  'folder-name-taken': { text: FOLDER_EXISTS, who: 'you' },
  poisoned: {
    text: 'The sync was tried several times and could not finish. The next one tries again; if it lasts, contact support.',
    who: 'operator',
  },
  unknown: { text: 'There was a temporary problem. It will be tried again automatically.', who: 'nobody' },
};
