import type { linkProblems as japanese } from '../ja/link-problems.ts';
import { administrator, FOLDER_EXISTS, privateWindow, restartLink, you } from './phrases.ts';

export const linkProblems: typeof japanese = {
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
};
