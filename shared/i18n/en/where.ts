import type { where as japanese } from '../ja/where.ts';

export const where: typeof japanese = {
  title: 'Where to find the folder',
  open: 'Open in Outlook on the web',
  clients: [
    {
      name: 'Outlook on the web and new Outlook',
      steps: [
        'Open "People" at the far left.',
        'Expand "Contacts" or "Folders" in the list on the left if it is collapsed.',
        'Choose "Sansan".',
      ],
    },
    {
      name: 'Classic Outlook on the desktop',
      steps: [
        'Open "People" at the far left or at the bottom left.',
        'Choose "Sansan" under "My Contacts". Expand the list if it is collapsed.',
        'With several accounts, look in the list of the account that is linked.',
      ],
    },
    {
      name: 'Outlook app on iPhone and Android',
      steps: [
        'Type a name into the search field to find a contact.',
        'To see names on incoming calls, choose the account in the settings of the app and switch on the sync (saving) of contacts.',
      ],
    },
  ],
  missing: 'If it is not there, check that Outlook is signed in with the same account as the "Linked account" above.',
};
