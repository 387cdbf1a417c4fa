import { accountQuestion } from './ja/account-question.ts';
import { activity } from './ja/activity.ts';
import { activityDetails } from './ja/activity-details.ts';
import { administrator } from './ja/administrator.ts';
import { audit } from './ja/audit.ts';
import { clients } from './ja/clients.ts';
import { connectProblems, invitedProblems } from './ja/connect-problems.ts';
import { consentLink } from './ja/consent-link.ts';
import { contactRules } from './ja/contact-rules.ts';
import { deployment } from './ja/deployment.ts';
import { erasure } from './ja/erasure.ts';
import { errors } from './ja/errors.ts';
import { firstSteps } from './ja/first-steps.ts';
import { folderConflict } from './ja/folder-conflict.ts';
import { help } from './ja/help.ts';
import { home, plan, sessions } from './ja/home.ts';
import { invitations } from './ja/invitations.ts';
import { keyFile, keyProblems, keys } from './ja/keys.ts';
import { leftOut } from './ja/left-out.ts';
import { linkProblems } from './ja/link-problems.ts';
import { microsoftProblems } from './ja/microsoft-problems.ts';
import { notifications } from './ja/notifications.ts';
import { organization } from './ja/organization.ts';
import { otherAccounts } from './ja/other-accounts.ts';
import { parked } from './ja/parked.ts';
import { preview } from './ja/preview.ts';
import { problem } from './ja/problem.ts';
import { runFailures } from './ja/run-failures.ts';
import { settings } from './ja/settings.ts';
import { signInProblems } from './ja/sign-in-problems.ts';
import { stale } from './ja/stale.ts';
import { users } from './ja/users.ts';
import { where } from './ja/where.ts';

export const ja = {
  language: '日本語',
  otherLanguage: 'English',
  /** The same without JavaScript, where the page with what was typed stays. */
  otherLanguageApart: 'English (new tab)',
  product: 'meishi-sync',
  productLine: 'Sansan の名刺を Outlook の連絡先へ',
  externalServices: '外部サービス連携',
  externalServicesSettings: '外部サービス連携設定',
  microsoft365: 'Microsoft 365',
  japanTime: '日時はすべて日本時間です。',
  whereYouAre: '現在の場所',
  skipToContent: '本文へ移動',
  signIn: 'サインイン',
  otherAccount: '別のアカウントでサインイン',
  signOut: 'サインアウト',
  back: '戻る',
  save: '保存',
  cancel: 'キャンセル',
  /** Puts a remark in parentheses. */
  aside: (text: string) => `（${text}）`,
  /** Puts a label before a text. */
  labelled: (label: string, text: string) => `${label}：${text}`,

  help,
  home,
  plan,
  organization,
  contactRules,
  settingsForms: {
    overtaken:
      '別の管理者が先に設定を変更したため、保存していません。現在の内容を確認してから、もう一度保存してください。',
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

/** All texts of the portal in one language; both dictionaries have this type. */
export type Words = typeof ja;
