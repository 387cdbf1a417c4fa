import type { Words } from './ja.ts';

const FOLDER_EXISTS =
  'Linking cannot finish because your Outlook contacts already have a folder named "Sansan". Rename that folder or delete it.';

const administrator = 'A Microsoft 365 administrator (Global Administrator or Privileged Role Administrator)';
const you = 'You can do this yourself.';
const restartConsent = 'Go back to the screen and start again with "Save".';
const restartLink = 'Go back to the screen and start again with "Link".';
const privateWindow =
  'The browser may remember another account. Open a private (InPrivate or incognito) window and try again.';

export const en: Words = {
  language: 'English',
  otherLanguage: '日本語',
  product: 'meishi-sync',
  productLine: 'Your Sansan cards in your Outlook contacts',
  externalServices: 'External services',
  externalServicesSettings: 'External service settings',
  microsoft365: 'Microsoft 365',
  skipToContent: 'Skip to content',
  signIn: 'Sign in',
  signOut: 'Sign out',
  signedInAs: (name) => name,
  back: 'Back',
  save: 'Save',
  cancel: 'Cancel',

  home: {
    title: 'Home',
    welcome: 'Your Sansan cards, in your Outlook contacts.',
    explanation:
      'The cards in your "My data" are written to the Outlook contact folder "Sansan" and kept up to date every 30 minutes. The sync goes one way, from Sansan to Outlook.',
    signInFirst: 'Please sign in to begin.',
    mySettings: 'Link my Outlook',
    mySettingsHint: 'Link your mailbox, see how the sync is doing, end the link',
    organizationSettings: 'Set up my organization',
    organizationSettingsHint: 'Connect a Microsoft 365 tenant, enter API keys, see who uses it',
  },

  plan: {
    title: 'Not part of your plan',
    happened: 'Your contract plan does not include the Microsoft 365 connection.',
    endings: 'What is linked can be ended at any time.',
    next: 'If you would like to use it, please ask your sales contact or the support centre. For people who are linked already the sync is paused; nothing is lost, and it goes on when the plan returns.',
  },

  organization: {
    title: 'External services',
    capability: { contacts: 'Write cards into contacts', mail: 'Read the history of sent and received mail' },
    mailOff: 'This is not available yet.',
    allow: 'Allow',
    tenantId: 'Directory (tenant) ID',
    tenantIdHint: 'An ID of 36 characters, for example 12345678-90ab-cdef-1234-567890abcdef.',
    tenantIdInvalid: 'This is not a directory (tenant) ID. Enter all 36 characters with the hyphens.',
    tenantIdGuide: 'Where to find the directory (tenant) ID',
    tenantIdSteps: [
      'Sign in to the Microsoft Entra admin centre (entra.microsoft.com) with an account of your company.',
      'Open "Entra ID" > "Overview" in the menu on the left.',
      'Copy the "Tenant ID" under "Basic information" and paste it into the field above.',
    ],
    afterSaving:
      '"Save" takes you to Microsoft\'s consent page. Sign in there as a Global Administrator or Privileged Role Administrator, and accept for the whole organization.',
    waiting: 'Waiting for consent',
    waitingExplanation: 'The consent is not complete yet. Press "Save" to open the consent page again.',
    waitingUntil: (time) => `This request is valid until ${time}.`,
    expired: 'The request has expired. Press "Save" to start again.',
    connected: 'Connected',
    connectedTenant: 'Tenant ID',
    connectedBy: 'Consented by',
    connectedAt: 'Consented at',
    notConnected: 'Not connected',
    disconnect: 'Disconnect',
    disconnectTitle: 'Disconnect?',
    disconnectExplanation: (users) =>
      `This ends the links of ${users.toLocaleString('en')} user(s), and the sync stops at once. The "Sansan" folders in Outlook and the contacts in them stay as they are.`,
    disconnectMail: 'This ends the permission to read the history of sent and received mail.',
    disconnectConfirm: 'End all links',
    lastAttempt: 'Last result',
    apiKeys: 'Sansan Open API keys',
    apiKeysExplanation:
      'To read cards, each user needs an API key. Issue the keys in Sansan under "Administrator settings" > "External services" > API, and enter them here. A key is never shown again.',
    email: 'E-mail address',
    apiKey: 'API key',
    register: 'Register',
    keyAccepted: 'The API key has been registered.',
    cardUrl: 'Address of the card page',
    cardUrlExplanation:
      'The notes of each contact carry a link to the card page. Open one card, paste its address here, and put {id} where the card ID stands. When left empty, the notes carry the card ID.',
    cardUrlInvalid: 'Enter an address of an allowed site that begins with https and contains {id}.',
    cardUrlSaved: 'The address of the card page has been saved.',
    users: 'Users',
    noUsers: 'Nobody has linked a mailbox yet.',
    user: 'User',
    state: 'State',
    lastSuccess: 'Last successful sync',
    cards: 'Contacts',
    activity: 'Audit log',
    outboundAddresses: 'Outbound IP addresses',
    outboundAddressesHint: 'If you restrict access by IP address, allow these.',
  },

  settings: {
    title: 'External service settings',
    link: 'Link',
    linkExplanation: '"Link" takes you to Microsoft\'s sign-in. Choose the Outlook account that should get your cards.',
    notConnected:
      'The administrator of your organization has not connected Microsoft 365 yet. Please ask the administrator.',
    keyMissing: 'No API key has been entered for you. The sync begins when there is one.',
    keyRegistered: 'Your API key is registered.',
    keyExplanation: 'Enter or change your API key here. If your administrator has entered it, there is nothing to do.',
    keyAccepted: 'Your API key has been registered.',
    linkedAccount: 'Linked account',
    folder: 'Outlook folder',
    running: 'Syncing',
    progress: (done, total) => `${done.toLocaleString('en')} of ${total.toLocaleString('en')}`,
    starting: 'The sync is about to begin.',
    lastSuccess: 'Last successful sync',
    never: 'Not yet',
    nextRun: 'Next sync',
    within30Minutes: 'Within 30 minutes',
    lastRun: 'What the last sync did',
    counts: ({ cards, created, updated, removed }) =>
      `${cards.toLocaleString('en')} contacts (${created} added, ${updated} updated, ${removed} removed)`,
    parked: (count) => `Cards that could not be written: ${count}`,
    hold: (removals, of) =>
      `${removals.toLocaleString('en')} of ${of.toLocaleString('en')} contacts would be removed. That is so many that the removal is on hold.`,
    holdApply: 'Remove them',
    holdKeep: 'Keep them',
    holdDecided: 'Your choice is being carried out.',
    asked: 'The sync has been asked for and begins in a moment.',
    syncNow: 'Sync now',
    rebuild: 'Rebuild',
    rebuildHint: 'Checks the whole folder against your cards and repairs what is missing.',
    unlink: 'Unlink',
    unlinkTitle: 'End the link?',
    unlinkExplanation: 'The sync stops at once, and the sign-in that we keep for you is deleted.',
    keepFolder: 'Keep the folder "Sansan" in Outlook',
    deleteFolder: 'Delete the folder "Sansan" in Outlook',
    unlinking: 'The link is being tidied up. This will be done soon.',
    state: {
      'not-linked': 'Not linked',
      linking: 'Being linked',
      linked: 'Linked',
      'reconnect-needed': 'Reconnect needed',
      unlinking: 'Being unlinked',
    },
    stopped: {
      'access-revoked':
        'Microsoft has revoked the access, for example after a password reset. Press "Link" and sign in again with the same account.',
      'no-mailbox': 'The mailbox was not found. Ask your administrator about the Exchange Online licence.',
      'key-refused': 'Sansan refused your API key. Enter a new one.',
      'access-denied':
        'Access to the contacts was denied. Ask your administrator about Conditional Access and similar policies.',
    },
    failure: (code) =>
      ({
        throttled: 'Microsoft asks us to wait. The sync goes on by itself.',
        'mailbox-throttled': 'Microsoft asks us to wait. The sync goes on by itself.',
        'cards-throttled': 'Sansan asks us to wait. The sync goes on by itself.',
        'cards-unavailable': 'Sansan could not be reached. It is tried again by itself.',
        'mailbox-full': 'The mailbox is full. Please make room in it.',
        'mailbox-mailbox-full': 'The mailbox is full. Please make room in it.',
        'mailbox-no-mailbox':
          'The mailbox is not found. Please ask your administrator about its Exchange Online licence.',
        'folder-name-taken': FOLDER_EXISTS,
        'consent-missing': 'The consent of the organization is missing. Please ask your administrator.',
      })[code] ?? 'There was a passing problem. It is tried again by itself.',
    where: 'Where to find the folder',
    whereSteps: [
      'Outlook on the web and new Outlook: open "People" on the left and expand "Contacts"; "Sansan" is among the folders.',
      'Classic Outlook on the desktop: open "People" at the bottom left and choose "Sansan" under "My Contacts". Expand the list of the right account if it is collapsed.',
      'Phone: switch on the sync of contacts in the settings of the Outlook app.',
    ],
    activity: 'Recent activity',
  },

  activity: {
    'consent-asked': 'Asked for the consent of an administrator',
    'consent-failed': 'The consent was not completed',
    connected: 'Connected to Microsoft 365',
    disconnected: 'Disconnected from Microsoft 365',
    linked: 'Linked a mailbox',
    unlinked: 'Ended a link',
    'key-supplied': 'Registered an API key',
    'first-sync-finished': 'The first sync finished',
    'folder-made-again': 'The folder had been deleted and was made again',
    'removals-held': 'Put many removals on hold',
    'reconnect-needed': 'A new sign-in became necessary',
    'run-poisoned': 'The sync was tried several times and could not finish',
  },

  problem: {
    whatHappened: 'What happened',
    whoActs: 'Who can act',
    whatNext: 'What to do next',
    support: 'For support',
    entraAdminCentre: 'Open the Microsoft Entra admin centre',
    messageForAdministrator: 'A text for your administrator',
    approvalRequest: (client) =>
      `Hello, to have our Sansan cards in Outlook, please consent for the whole organization:\nMicrosoft Entra admin centre > Enterprise applications > the app > Permissions > Grant admin consent\nApplication ID: ${client}`,
  },

  connectProblems: {
    cancelled: {
      title: 'The consent was cancelled',
      happened: "Microsoft's consent page was left without accepting.",
      who: administrator,
      steps: [restartConsent, 'If you only sent a request for approval, try again when it has been approved.'],
    },
    'approval-required': {
      title: 'An administrator must consent',
      happened: 'The account that signed in may not consent for the whole organization.',
      who: administrator,
      steps: [privateWindow, restartConsent],
    },
    'other-account': {
      title: 'An account of another organization',
      happened: 'The account that signed in does not belong to the tenant that was entered.',
      who: administrator,
      steps: [privateWindow, restartConsent],
    },
    'tenant-not-found': {
      title: 'The tenant was not found',
      happened: 'There is no tenant with the directory (tenant) ID that was entered.',
      who: you,
      steps: ['Check the directory (tenant) ID and enter it again.'],
    },
    'app-disabled': {
      title: 'The app is disabled or was removed',
      happened: 'An administrator of the tenant has disabled or removed this app.',
      who: administrator,
      steps: ['Enable the app in the Microsoft Entra admin centre under "Enterprise applications".', restartConsent],
    },
    'blocked-by-policy': {
      title: "Your organization's policy said no",
      happened: 'Conditional Access or another policy did not allow this sign-in.',
      who: administrator,
      steps: ['Look for the reason in the sign-in log of the Microsoft Entra admin centre.', restartConsent],
    },
    'microsoft-unavailable': {
      title: 'Microsoft cannot be reached',
      happened: "Microsoft's service did not answer for a moment.",
      who: you,
      steps: ['Wait a little and try again.'],
    },
    refused: {
      title: 'The sign-in could not be completed',
      happened: 'Microsoft did not accept the request.',
      who: you,
      steps: [restartConsent, 'If it happens again, contact support with the details below.'],
    },
    'not-ours': {
      title: 'The consent could not be confirmed',
      happened:
        'This answer does not belong to something that this browser started, or it was used before, or it has expired. Nothing was changed.',
      who: you,
      steps: [restartConsent],
    },
    'not-administrator': {
      title: "Not an administrator's account",
      happened:
        'The account that signed in to confirm is neither a Global Administrator nor a Privileged Role Administrator.',
      who: administrator,
      steps: ['If you use PIM, activate the role first.', privateWindow, restartConsent],
    },
    'other-tenant': {
      title: 'Another tenant',
      happened: 'The tenant that consented is not the one whose directory (tenant) ID was entered.',
      who: administrator,
      steps: ['Check the ID that was entered and the organization of the account.', restartConsent],
    },
    'not-granted': {
      title: 'The permission was not granted',
      happened: 'The tenant has not granted the permission that is needed.',
      who: administrator,
      steps: [restartConsent],
    },
    overtaken: {
      title: 'A newer request has taken its place',
      happened: 'While the consent was on its way, another one was started or the connection was ended.',
      who: you,
      steps: [restartConsent],
    },
    'capability-off': {
      title: 'This is not available',
      happened: 'The app registration for this has not been set.',
      who: 'The operator of this service',
      steps: ['Please contact support.'],
    },
    'already-connected': {
      title: 'Already connected',
      happened: 'To change to another tenant, disconnect first.',
      who: you,
      steps: ['Press "Disconnect", then set it up again.'],
    },
  },

  linkProblems: {
    cancelled: {
      title: 'The sign-in was cancelled',
      happened: "Microsoft's page was left without accepting.",
      who: you,
      steps: [restartLink],
    },
    'approval-required': {
      title: 'Administrator approval required',
      happened: 'The consent for the whole organization is missing, so the link could not be made.',
      who: administrator,
      steps: [
        'Open "Enterprise applications" in the Microsoft Entra admin centre.',
        'Choose this app, then "Permissions" > "Grant admin consent".',
        'After that, press "Link" again.',
      ],
    },
    'other-account': {
      title: 'An account of another organization',
      happened:
        'The account that signed in does not belong to the tenant of your organization. Personal accounts cannot be used either.',
      who: you,
      steps: [privateWindow, 'Choose your company account and try again.'],
    },
    'guest-account': {
      title: 'A guest account cannot be linked',
      happened: 'The account that signed in is a guest of this tenant. Contacts cannot be written for guests.',
      who: you,
      steps: ['Choose your own company account and try again.'],
    },
    'tenant-not-found': {
      title: 'The tenant was not found',
      happened: 'The tenant that your organization connected does not exist.',
      who: 'The administrator of your organization',
      steps: ['Ask the administrator to check the external services screen.'],
    },
    'app-disabled': {
      title: 'The app is disabled or was removed',
      happened: 'A Microsoft 365 administrator has disabled or removed this app.',
      who: administrator,
      steps: ['Ask them to look under "Enterprise applications" in the Microsoft Entra admin centre.'],
    },
    'blocked-by-policy': {
      title: "Your organization's policy said no",
      happened: 'Conditional Access or another policy did not allow this sign-in.',
      who: administrator,
      steps: ['Ask your administrator, with the details below.'],
    },
    'microsoft-unavailable': {
      title: 'Microsoft cannot be reached',
      happened: "Microsoft's service did not answer for a moment.",
      who: you,
      steps: ['Wait a little and try again.'],
    },
    refused: {
      title: 'The sign-in could not be completed',
      happened: 'Microsoft did not accept the request.',
      who: you,
      steps: [restartLink, 'If it happens again, contact support with the details below.'],
    },
    'not-ours': {
      title: 'The sign-in could not be confirmed',
      happened:
        'This answer does not belong to something that this browser started, or it was used before, or it has expired. Nothing was changed.',
      who: you,
      steps: [restartLink],
    },
    'not-connected': {
      title: 'Your organization is not connected',
      happened: 'The connection of your organization to Microsoft 365 has not been set up, or was ended.',
      who: 'The administrator of your organization',
      steps: ['Ask the administrator to set up external services.'],
    },
    'already-linked': {
      title: 'Already linked',
      happened: 'Your mailbox is linked.',
      who: you,
      steps: ['To change to another account, end the link first.'],
    },
    'cleaning-up': {
      title: 'The former link is being tidied up',
      happened: 'The link that ended has not been tidied up completely yet.',
      who: you,
      steps: ['Wait about a minute and try again.'],
    },
    'another-mailbox': {
      title: 'Another account',
      happened: 'To reconnect, sign in with the same account as before.',
      who: you,
      steps: ['Choose the same account, or end the link first.'],
    },
    'folder-exists': {
      title: 'Linking could not finish',
      happened: FOLDER_EXISTS,
      who: you,
      steps: ['Rename or delete the folder "Sansan" in Outlook.', restartLink],
    },
    'no-mailbox': {
      title: 'No mailbox',
      happened: 'This account has no mailbox on Exchange Online.',
      who: administrator,
      steps: ['Ask your administrator whether a licence for Exchange Online is assigned to you.'],
    },
    'mailbox-unavailable': {
      title: 'The mailbox cannot be reached',
      happened: 'Outlook did not answer for a moment.',
      who: you,
      steps: ['Wait a little and try again. What was done so far is taken up then.'],
    },
  },

  signInProblems: {
    cancelled: {
      title: 'The sign-in was cancelled',
      happened: 'You came back without signing in.',
      who: you,
      steps: ['Sign in again.'],
    },
    refused: {
      title: 'The sign-in failed',
      happened: 'The answer of the sign-in could not be confirmed.',
      who: you,
      steps: ['Sign in again.'],
    },
    unavailable: {
      title: 'The sign-in failed',
      happened: 'The sign-in service cannot be reached.',
      who: you,
      steps: ['Wait a little and try again.'],
    },
    'without-organization': {
      title: 'No organization',
      happened: 'This account belongs to no organization.',
      who: 'The administrator of your organization',
      steps: ['Please ask the administrator.'],
    },
    'not-ours': {
      title: 'The sign-in could not be confirmed',
      happened:
        'This answer does not belong to something that this browser started, or it was used before, or it has expired.',
      who: you,
      steps: ['Sign in again.'],
    },
  },

  keyProblems: {
    'invalid-email': 'This is not an e-mail address.',
    malformed: 'This is not an API key. Enter its 32 letters and digits.',
    refused: 'Sansan refused this API key. Issue a key whose scope is "all" and enter it.',
    'other-person': "This API key is somebody else's. The address of its owner must be the same.",
    'other-owner':
      'This API key belongs to another card owner than the former one. To change that, end the link first.',
    unavailable: 'Sansan could not be reached to check the API key. Wait a little and try again.',
  },

  errors: {
    forbidden: { title: 'Not allowed', text: 'You may not open this page.' },
    'not-found': { title: 'Page not found', text: 'There is no page at this address.' },
    'form-refused': {
      title: 'The form was not accepted',
      text: 'The page was too old, or the form came from another site. Open the page again and repeat what you did.',
    },
    'too-large': { title: 'Too much was sent', text: 'Make it smaller and try again.' },
    internal: {
      title: 'Something went wrong',
      text: 'What you asked for could not be completed. Wait a little and try again.',
    },
    reference: (reference) => `Reference number: ${reference}`,
  },
};
