import type { connectProblems as japanese } from '../ja/connect-problems.ts';
import { administrator, privateWindow, restartConsent, you } from './phrases.ts';

export const connectProblems: typeof japanese = {
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
};
