import { accountQuestion } from './en/account-question.ts';
import { activity } from './en/activity.ts';
import { activityDetails } from './en/activity-details.ts';
import { administrator } from './en/administrator.ts';
import { audit } from './en/audit.ts';
import { clients } from './en/clients.ts';
import { connectProblems, invitedProblems } from './en/connect-problems.ts';
import { consentLink } from './en/consent-link.ts';
import { contactRules } from './en/contact-rules.ts';
import { deployment } from './en/deployment.ts';
import { erasure } from './en/erasure.ts';
import { errors } from './en/errors.ts';
import { firstSteps } from './en/first-steps.ts';
import { folderConflict } from './en/folder-conflict.ts';
import { help } from './en/help.ts';
import { home, plan, sessions } from './en/home.ts';
import { invitations } from './en/invitations.ts';
import { keyFile, keyProblems, keys } from './en/keys.ts';
import { leftOut } from './en/left-out.ts';
import { linkProblems } from './en/link-problems.ts';
import { microsoftProblems } from './en/microsoft-problems.ts';
import { notifications } from './en/notifications.ts';
import { organization } from './en/organization.ts';
import { otherAccounts } from './en/other-accounts.ts';
import { parked } from './en/parked.ts';
import { preview } from './en/preview.ts';
import { problem } from './en/problem.ts';
import { runFailures } from './en/run-failures.ts';
import { settings } from './en/settings.ts';
import { signInProblems } from './en/sign-in-problems.ts';
import { stale } from './en/stale.ts';
import { users } from './en/users.ts';
import { where } from './en/where.ts';
import type { Words } from './ja.ts';

export const en: Words = {
  language: 'English',
  otherLanguage: '日本語',
  otherLanguageApart: '日本語（新しいタブ）',
  product: 'meishi-sync',
  productLine: 'Your Sansan cards in your Outlook contacts',
  externalServices: 'External services',
  externalServicesSettings: 'External service settings',
  microsoft365: 'Microsoft 365',
  japanTime: 'All times are Japan Standard Time (JST).',
  whereYouAre: 'Where you are',
  skipToContent: 'Skip to content',
  signIn: 'Sign in',
  otherAccount: 'Sign in with another account',
  signOut: 'Sign out',
  back: 'Back',
  save: 'Save',
  cancel: 'Cancel',
  aside: (text) => ` (${text})`,
  labelled: (label, text) => `${label}: ${text}`,

  help,
  home,
  plan,
  organization,
  contactRules,
  settingsForms: {
    overtaken:
      'Another administrator has changed this since you opened the page, so nothing was saved. Check what it says now, and save again.',
  },
  erasure,
  deployment,
  invitations,
  keyFile,
  keys,
  users,
  administrator,
  consentLink,
  sessions,
  settings,
  otherAccounts,
  parked,
  leftOut,
  stale,
  preview,
  where,
  clients,
  notifications,
  activity,
  audit,
  activityDetails,
  problem,
  microsoftProblems,
  connectProblems,
  invitedProblems,
  linkProblems,
  accountQuestion,
  firstSteps,
  folderConflict,
  signInProblems,
  keyProblems,
  runFailures,
  errors,
};
