import type { clients as japanese } from '../ja/clients.ts';

export const clients: typeof japanese = {
  newOutlook: {
    name: 'New Outlook for Windows',
    shown: 'Shows the folder only when the list on the left is expanded.',
    steps: [
      'Open "People" at the far left.',
      'Expand "Contacts" or "Folders" in the list on the left.',
      'Choose "Sansan".',
    ],
    unknown: '',
  },
  web: {
    name: 'Outlook on the web',
    shown: 'Shows the folder in the list on the left, once the list is expanded.',
    steps: [
      'Open "People" at the far left.',
      'Expand "Contacts" or "Folders" in the list on the left, and choose "Sansan".',
    ],
    unknown: '',
  },
  classic: {
    name: 'Classic Outlook for Windows',
    shown: 'Shows the folder under "My Contacts".',
    steps: [
      'Open "People" at the far left or at the bottom left.',
      'Choose "Sansan" under "My Contacts". Expand the list if it is collapsed.',
      'With several accounts, look in the list of the account that is linked.',
    ],
    unknown: '',
  },
  outlookMobile: {
    name: 'Outlook app on iPhone and Android',
    shown:
      'Saves only the default folder "Contacts" to the phone ("Save Contacts"). The folder "Sansan" is not saved, so incoming calls show no name from it.',
    steps: ['To see names on incoming calls, add the Exchange account to the phone itself, as described below.'],
    unknown: 'Whether the search of the app finds contacts of the folder "Sansan" could not be verified.',
  },
  phone: {
    name: "The phone's own Exchange account",
    shown: 'Shows all contact folders among the contacts of the phone, and their names on incoming calls.',
    steps: [
      'In the settings of the phone, add an account of the kind "Microsoft Exchange" and sign in with the linked account.',
      'Switch on "Contacts" for that account.',
      'In the contacts app of the phone, choose "Sansan" in the lists (groups).',
    ],
    unknown:
      'Some organizations do not allow accounts to be added to the phone itself; if so, ask your administrator. The labels differ from phone to phone.',
  },
  teams: {
    name: 'Microsoft Teams',
    shown: 'Shows only the top-level folder "Contacts", not the folder "Sansan".',
    steps: ['Look up contacts of "Sansan" in Outlook.'],
    unknown: '',
  },
};
