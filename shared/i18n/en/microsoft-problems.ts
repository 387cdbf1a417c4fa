import type { microsoftProblems as japanese } from '../ja/microsoft-problems.ts';
import { grantConsent, openApp, openLog, privateWindow, waitAndRetry } from './phrases.ts';

export const microsoftProblems: typeof japanese = {
  cancelled: {
    title: 'The sign-in was cancelled',
    happened: "Microsoft's page was left without accepting.",
    who: 'you',
    steps: [],
  },
  'approval-required': {
    title: 'Administrator approval required',
    happened: 'The consent for the whole organization is missing, so Microsoft did not allow the access.',
    who: 'consenting-administrator',
    oneOf: true,
    steps: [...grantConsent],
    request: 'To have our Sansan cards in Outlook, please consent for the whole organization.',
  },
  'other-account': {
    title: 'An account of another organization',
    happened:
      'The account that signed in does not belong to the tenant that is to be connected. Personal accounts cannot be used either.',
    who: 'you',
    steps: ['Choose your company account.', privateWindow],
  },
  'cross-tenant-blocked': {
    title: 'Access between organizations is restricted',
    happened: 'The cross-tenant access settings did not allow this account to sign in.',
    who: 'microsoft-administrator',
    steps: ['Sign in with an account of your own tenant.', openLog],
    request: 'The cross-tenant access settings refused a sign-in to this app. Please check them.',
  },
  'tenant-not-found': {
    title: 'The tenant was not found',
    happened: 'There is no tenant with this directory (tenant) ID.',
    who: 'administrator',
    steps: [
      { text: 'Look up the tenant ID in the Entra admin center under "Entra ID" > "Overview".', page: 'tenant' },
      'Enter the right ID on the external services screen.',
    ],
    request: 'The tenant whose ID is registered under external services cannot be found. Please check the ID.',
  },
  'app-removed': {
    title: 'The app is not in the tenant',
    happened: 'Nobody has consented to this app yet, or it was removed from the tenant.',
    who: 'consenting-administrator',
    steps: [{ text: 'Consent for the whole organization again; that adds the app.', page: 'consent' }],
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
    steps: ['Contact support with the details below.'],
  },
  'no-exchange': {
    title: 'Exchange Online is not available',
    happened: 'Exchange Online is not enabled in the tenant, so there are no Outlook contacts to write to.',
    who: 'microsoft-administrator',
    steps: [{ text: 'Check in the Microsoft 365 admin center for licences with Exchange Online.', page: 'licences' }],
    request: 'Bringing cards into Outlook needs Exchange Online. Please check that it is enabled in our tenant.',
  },
  'not-assigned': {
    title: 'Not assigned to the app',
    happened: 'Only assigned users may use this app, and whoever signed in is not assigned.',
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
      'If you restrict access by IP address, allow the outbound addresses under "External services" > "Settings".',
    ],
    request: 'Conditional Access refused a sign-in to this app. Please check the policy.',
  },
  'mfa-required': {
    title: 'Multi-factor authentication is required',
    happened: 'Your organization requires multi-factor authentication for this sign-in.',
    who: 'you',
    steps: ["Complete multi-factor authentication at the next sign-in, as Microsoft's page says."],
  },
  'session-ended': {
    title: 'The sign-in has expired',
    happened: 'The sign-in is no longer valid, for example after a new password or because sessions were revoked.',
    who: 'you',
    steps: ['Sign in with the same account again.'],
  },
  'account-disabled': {
    title: 'The account is disabled',
    happened: 'An administrator has disabled the account that signed in.',
    who: 'microsoft-administrator',
    steps: [{ text: 'Look at the account in the Microsoft 365 admin center under "Active users".', page: 'licences' }],
    request: 'I was told that my Microsoft 365 account is disabled. Please check.',
  },
  'no-lasting-access': {
    title: 'Microsoft gave no lasting access',
    happened:
      'The sign-in succeeded, but Microsoft gave an access that ends within the hour. The permission "offline_access" is missing, without which nothing can be synced later.',
    who: 'consenting-administrator',
    steps: [
      {
        text: 'In the Entra admin center, choose this app under "Enterprise apps", then "Permissions" > "Grant admin consent", and see that "offline_access" is listed.',
        page: 'permissions',
      },
    ],
    request:
      'The app that brings our Sansan cards lacks the permission "offline_access". Please grant it for the whole organization.',
    atLast: 'If it happens again, contact support with the details below.',
  },
  'consent-settling': {
    title: 'The consent is not in effect yet',
    happened:
      'Somebody has just consented, or the app has just been removed, and Microsoft has not finished processing it.',
    who: 'you',
    steps: ['Wait a quarter of an hour.'],
  },
  'microsoft-unavailable': {
    title: 'Microsoft cannot be reached',
    happened: "Microsoft's service did not answer for a moment.",
    who: 'you',
    steps: [waitAndRetry],
  },
  'service-fault': {
    title: 'The service has a problem of its own',
    happened: 'Microsoft did not accept the credential of this service. Your settings are not the cause.',
    who: 'operator',
    steps: [],
    atLast: 'If it lasts, contact support with the details below.',
  },
  refused: {
    title: 'The sign-in could not be completed',
    happened: 'Microsoft did not accept the request.',
    who: 'you',
    steps: [],
    atLast: 'If it happens again, contact support with the details below.',
  },
};
