import type { microsoftProblems as japanese } from '../ja/microsoft-problems.ts';
import {
  contactSupport,
  findTenant,
  grantConsent,
  ifItRepeats,
  openApp,
  openLog,
  pleaseConsent,
  privateWindow,
  waitAndRetry,
  waysToConsent,
} from './phrases.ts';

export const microsoftProblems: typeof japanese = {
  cancelled: {
    title: 'The sign-in was canceled',
    happened: "Microsoft's page was left without accepting.",
    who: 'you',
    steps: [],
  },
  'approval-required': {
    title: 'Administrator consent required',
    happened: "Your organization's consent is missing, so Microsoft did not allow the access.",
    who: 'consenting-administrator',
    oneOf: waysToConsent,
    steps: [...grantConsent],
    request: pleaseConsent,
  },
  'other-account': {
    title: 'This account belongs to another organization',
    happened:
      'The account that signed in does not belong to the tenant that is to be connected. Personal accounts cannot be used either.',
    who: 'you',
    steps: [],
    next: ["On Microsoft's page, choose your own company's account.", privateWindow],
  },
  'cross-tenant-blocked': {
    title: 'Access between organizations is restricted',
    happened: 'The cross-tenant access settings did not allow this account to sign in.',
    who: 'microsoft-administrator',
    first: ["If you chose another company's account, try again with one of your own company."],
    steps: [openLog],
    request: 'The cross-tenant access settings refused a sign-in to this app. Please check them.',
  },
  'tenant-not-found': {
    title: 'The tenant was not found',
    happened: 'There is no tenant with this directory (tenant) ID.',
    who: 'administrator',
    steps: [
      findTenant,
      'On the page "Connection" under "External services", press "Disconnect" and set it up with the right ID.',
    ],
    request: 'The tenant whose ID is set on the page "Connection" cannot be found. Please check the ID.',
  },
  'app-removed': {
    title: 'The app is not in the tenant',
    happened: 'Nobody has consented to this app yet, or it was removed from the tenant.',
    who: 'consenting-administrator',
    steps: [{ text: 'Consent for the whole organization. That adds the app to the tenant.', page: 'consent' }],
    request: 'The app that brings our Sansan cards is not in the tenant. Please consent for the whole organization.',
  },
  'app-disabled': {
    title: 'The app is disabled',
    happened: 'An administrator of the tenant has disabled sign-in to this app.',
    who: 'microsoft-administrator',
    steps: [openApp, 'Under "Properties", set "Enabled for users to sign-in?" to "Yes".'],
    request: 'The app that brings our Sansan cards is disabled. Please enable sign-in to it.',
  },
  'app-misconfigured': {
    title: 'The app registration is incomplete',
    happened: 'The registration of the app does not list the permission that is needed.',
    who: 'operator',
    steps: [contactSupport],
    again: [],
  },
  'no-exchange': {
    title: 'Exchange Online is not available',
    happened: 'Exchange Online is not enabled in the tenant, so there are no Outlook contacts to write to.',
    who: 'microsoft-administrator',
    steps: [{ text: 'Check in the Microsoft 365 admin center for licenses with Exchange Online.', page: 'licenses' }],
    request: 'Bringing cards into Outlook needs Exchange Online. Please check that it is enabled in our tenant.',
  },
  'not-assigned': {
    title: 'The account is not assigned to the app',
    happened: 'Only assigned users may use this app, and the account that signed in is not assigned.',
    who: 'microsoft-administrator',
    steps: [
      openApp,
      'Assign the user under "Users and groups", or set "Assignment required?" to "No" under "Properties".',
    ],
    request: 'Please assign my account to the app that brings our Sansan cards.',
  },
  'blocked-by-policy': {
    title: "Refused by your organization's policy",
    happened: 'Conditional Access or another policy did not allow this sign-in.',
    who: 'microsoft-administrator',
    steps: [
      openLog,
      { text: 'Look at the policy in question under "Conditional Access".', page: 'conditional-access' },
      'If access is restricted by IP address, allow the IP addresses this service connects from.',
    ],
    request: 'Conditional Access or another policy refused a sign-in to this app. Please check the policy.',
  },
  'mfa-required': {
    title: 'Multi-factor authentication is required',
    happened: 'Your organization requires multi-factor authentication for this sign-in.',
    who: 'you',
    steps: [],
    next: ["Complete multi-factor authentication as Microsoft's page says."],
  },
  'session-ended': {
    title: 'The sign-in is no longer valid',
    happened: 'The password was changed, the sessions were revoked, or the like. You need to sign in again.',
    who: 'you',
    steps: [],
    next: ["On Microsoft's page, choose the same account."],
  },
  'account-disabled': {
    title: 'The account is disabled',
    happened: 'An administrator has disabled the account that signed in.',
    who: 'microsoft-administrator',
    steps: [{ text: 'Look at the account in the Microsoft 365 admin center under "Active users".', page: 'licenses' }],
    request: 'I was told that my Microsoft 365 account is disabled. Please check.',
  },
  'no-lasting-access': {
    title: 'Microsoft gave no lasting access',
    happened:
      'The sign-in succeeded, but Microsoft gave access for only about an hour. The permission "offline_access" is missing, without which nothing can be synced later.',
    who: 'consenting-administrator',
    steps: [
      {
        text: 'In the Entra admin center, choose this app under "Enterprise apps", then "Permissions" > "Grant admin consent", and see that "offline_access" is listed.',
        page: 'permissions',
      },
    ],
    request:
      'The app that brings our Sansan cards lacks the permission "offline_access". Please grant it for the whole organization.',
    next: [ifItRepeats],
  },
  'consent-settling': {
    title: 'The consent is not in effect yet',
    happened:
      'Somebody has just consented, or the app has just been removed, and Microsoft has not finished processing it.',
    who: 'you',
    steps: ['Wait about 15 minutes.'],
  },
  'microsoft-unavailable': {
    title: 'Microsoft cannot be reached',
    happened: "Microsoft's service is temporarily not responding.",
    who: 'you',
    steps: [waitAndRetry],
  },
  'service-fault': {
    title: 'There is a problem on our side',
    happened: 'Microsoft did not accept the credential of this service. Your settings are not the cause.',
    who: 'operator',
    steps: [],
    next: [ifItRepeats],
  },
  refused: {
    title: 'The sign-in could not be completed',
    happened: 'Microsoft did not accept the request.',
    who: 'you',
    steps: [],
    next: [ifItRepeats],
  },
};
