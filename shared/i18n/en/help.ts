import type { HelpTexts } from '../help-topics.ts';

export const help: HelpTexts = {
  title: 'Help',
  link: 'Help',
  more: 'Read more about this',
  contents: 'Contents',
  lead: 'What you need, how to set it up, and the questions that people ask about business cards of Sansan in the contacts of Outlook.',
  sections: {
    conditions: 'What you need',
    administrator: 'For administrators',
    user: 'For everybody who uses it',
    stop: 'How to stop',
    questions: 'Questions and answers',
  },
  pictures: {
    'set-up': 'The page "Connection", where "Allow" is ticked for contacts, and the directory (tenant) ID is shown.',
    watch: 'The page "Users", with the state of each person, its reason, and the last sync that succeeded.',
    link: 'The page of somebody who is linked, with the account and what the last sync did.',
    'stop-user': 'The page that unlinks a mailbox, where the folder "Sansan" can be kept or deleted.',
  },
  topics: {
    conditions: {
      title: 'Conditions of use',
      text: ({ isForOneCompany }) => [
        {
          steps: [
            'A work account of Microsoft 365 with a mailbox on Exchange Online. Personal Microsoft accounts, guests, and mailboxes on an Exchange server of your own cannot be used.',
            'An account of Sansan, and a key of the Sansan Open API for each user. Your contract with Sansan has to include the Open API.',
            'For the first set-up, an administrator of Microsoft 365 who can consent for the whole organization: Global Administrator or Privileged Role Administrator.',
            ...(isForOneCompany ? [] : ['A contract plan that includes this connection.']),
          ],
        },
        'The pages are in Japanese and English. They also work in browsers without JavaScript.',
      ],
    },
    'set-up': {
      title: 'How to set it up',
      text: ({ portal, app, clientId, isForOneCompany }) => [
        {
          steps: [
            `Open ${portal}/ and sign in${isForOneCompany ? ' with your Microsoft 365 work account' : ''}.`,
            `Choose "Set up my organization", tick "Allow"${isForOneCompany ? '' : ', enter the directory (tenant) ID'}, and press "Save".`,
            'On Microsoft\'s page, a Global Administrator or Privileged Role Administrator accepts on behalf of the organization. When that is somebody else, create a link on the page "Connection", which is good for 7 days, and send it to them.',
            'Check that the page says "Connected".',
            'Enter the key of the Sansan Open API of each user on the page "API keys". Up to 1,000 can come at once as a CSV file.',
            `Ask the users to press "Link" at ${portal}/settings/microsoft-365.`,
          ],
        },
        `The consent page and the Microsoft Entra admin center show the app as "${app}", with the client ID ${clientId}. The only permission that is granted is to read and write the contacts of the person who signed in.`,
      ],
    },
    watch: {
      title: 'How to see how it goes',
      text: () => [
        'The page "Users" shows the state of each person, the last sync that succeeded, and why one did not. The page "Audit log" says who did what and when.',
        'On the page "Settings" you choose who receives notices, and which fields of a card are written.',
      ],
    },
    link: {
      title: 'How to link your mailbox',
      text: ({ portal }) => [
        {
          steps: [
            `Open ${portal}/settings/microsoft-365.`,
            'Press "Link" and choose, on Microsoft\'s page, the Outlook account that is to have your cards.',
            'When the page says that you are linked, or that a sync is running, you are done. The sync goes on when you close the page.',
          ],
        },
        'When it says that the API key is missing, ask an administrator of your organization to enter it.',
      ],
    },
    'find-folder': {
      title: 'Where to find your cards',
      text: () => [
        'The contacts in Outlook get a folder "Sansan", with a contact for each card of your "My data". Each app shows it in its own way:',
      ],
    },
    'stop-user': {
      title: 'To unlink your own mailbox',
      text: ({ portal }) => [
        `Press "Unlink" at ${portal}/settings/microsoft-365, and choose whether to keep the folder "Sansan" or to delete it. The sync stops at once, and the credentials that we hold are deleted.`,
        'To stop the mails only, press "Stop notices by mail" on the same page.',
      ],
    },
    'stop-administrator': {
      title: "To end the organization's connection",
      text: () => [
        'To stop for a while, pause on the page "Users". Contacts and settings stay, and the sync goes on where it stopped.',
        'To end it, press "Disconnect" on the page "Connection". The sync stops for everybody at once, and the contacts in Outlook stay. From "Settings" you can then have everything deleted that this service still holds.',
        'To take the consent back as well, delete the app in the Microsoft Entra admin center, under "Enterprise apps".',
      ],
    },
    'one-way': {
      title: 'Do contacts of Outlook ever get into Sansan?',
      text: () => [
        'No. Cards go from Sansan to Outlook, one way. When you change a contact in Outlook, the card in Sansan stays as it is.',
      ],
    },
    'existing-contacts': {
      title: 'What becomes of the contacts that I have?',
      text: () => [
        'They stay as they are. Only contacts that this service made, in the folder "Sansan", are written. A contact of the same person in another folder is neither merged nor deleted.',
      ],
    },
    'folder-exists': {
      title: 'What if I have a folder "Sansan" already?',
      text: () => [
        'When it was made in another way, the linking stops and tells you. Rename or delete that folder, and press "Link" again.',
        'When an earlier link of yours made it, you choose whether to keep using it, or to rename it and keep it.',
      ],
    },
    'tell-apart': {
      title: 'How do I tell these contacts from others?',
      text: () => ['They are in the folder "Sansan" only, and their notes begin with a link to the card (or its ID).'],
    },
    when: {
      title: 'When are contacts updated?',
      text: () => [
        'Every 30 minutes; press "Sync now" to have it at once. New and changed cards arrive within 30 minutes of being readable, removed and merged ones leave within 6 hours.',
        'The first time takes longer, depending on the number of cards. The page shows how far it is and about how long it takes.',
      ],
    },
    'api-key': {
      title: 'What is an API key, and where do I get it?',
      text: () => [
        'A key by which the cards of one user can be read. An administrator of Sansan issues it at "Admin settings", "External services", "API", with the scope "All".',
        'An administrator of your organization enters the keys of all, or you enter yours at "Link my Outlook". A key that was entered is never shown again.',
      ],
    },
    address: {
      title: 'Which email address do I need?',
      text: () => [
        "The address of the key's owner in Sansan has to be the verified address with which you signed in here. Upper and lower case do not matter.",
        'The Outlook account that you link may have another address; the page then tells you.',
      ],
    },
    network: {
      title: 'We restrict access by IP address. Which addresses have to be allowed?',
      text: ({ egressIps }) => [
        egressIps.length > 0
          ? `This service connects to Sansan and Microsoft 365 from: ${egressIps.join(', ')}`
          : 'The addresses from which this service connects are not fixed. If you restrict access to Sansan or Microsoft 365 by address, ask whoever operates the service to fix them.',
      ],
    },
    edits: {
      title: 'May I edit the contacts in Outlook?',
      text: () => [
        "Yes. Fields that a card does not have, and what you write below our part of the notes, stay. When you change a field that came from the card, it gets the card's value again the next time that the card changes.",
        '"Rebuild" takes such changes back at once.',
      ],
    },
    removals: {
      title: 'When I delete a card, does its contact go as well?',
      text: () => [
        'The contact of a card that left your "My data" is removed from the folder "Sansan". When many would go at once, they are kept until you have decided, and you are told by mail and on the page.',
        'A contact that you delete in Outlook comes back with the daily check.',
      ],
    },
    'which-outlook': {
      title: 'I see the cards in one Outlook and not in another. Why?',
      text: () => [
        'The apps show folders in different ways; see "Where to find your cards" for yours. Also check that you are signed in with the account that you linked.',
      ],
    },
    phone: {
      title: 'How do I get them on my phone, and does it show who is calling?',
      text: () => [
        'Add your account to the phone itself as an Exchange account: the folder "Sansan" is then among the contacts of the phone, and names are shown when people call. "Save contacts" of the Outlook app does not save this folder.',
      ],
    },
    'approval-administrator': {
      title: 'Our users see "Need admin approval". What do I do?',
      text: ({ portal, app, clientId }) => [
        'The consent of the whole organization is missing, or was taken back. Consent in one of these ways:',
        {
          steps: [
            `Open ${portal}/organization/microsoft-365, go to Microsoft from there, and accept as a Global Administrator or Privileged Role Administrator.`,
            `In the Microsoft Entra admin center, under "Enterprise apps", open "${app}" (client ID ${clientId}), and press "Grant admin consent" under "Permissions". Then have this service check the consent on its page.`,
          ],
        },
        'When requests of users have arrived under "Admin consent requests", you can approve them there as well.',
      ],
    },
    'approval-user': {
      title: 'I see "Need admin approval". What do I do?',
      text: ({ app, clientId }) => [
        `An administrator of Microsoft 365 in your company has to consent. Send the request on Microsoft's page, or send your administrator the message that our page shows. The app is called "${app}", its client ID is ${clientId}.`,
        'Then press "Link" again. It can take some minutes until the consent counts.',
      ],
    },
    'other-account': {
      title: 'I linked the wrong account. What now?',
      text: () => [
        'Press "Unlink" and choose whether the folder stays. Then press "Link" again and choose the right account. If the browser keeps choosing another one, use a private window.',
      ],
    },
    privacy: {
      title: 'Does this service store what is on my cards?',
      text: () => [
        'No. It stores numbers that say which contact belongs to which card, and values by which it notices changes. Keys and credentials are in an encrypted vault of their own and never appear on a page or in a log.',
      ],
    },
    contact: {
      title: 'Whom do I ask when this does not help?',
      text: () => [
        'Users ask an administrator of their organization; the number on the page of an error helps to find out quickly. Administrators ask whoever operates the service.',
      ],
    },
  },
};
