import type { Step } from '../explanation.ts';

/** Phrases shared by several texts. */
export const FOLDER_EXISTS =
  'Outlookの連絡先に「Sansan」とのフォルダーが既に存在しているため、連携が完了できません。フォルダー名を変更するか、削除してください。';
export const consentUnseen =
  'このサービスの連携の状態は変更していません。Microsoft での同意の状態は、ここからは確認できません。';
export const whichFits = '次のうち、当てはまるものをご確認ください。';
export const waysToConsent = '次のいずれかの方法で同意してください。';
export const pleaseConsent =
  'Sansan の名刺を Outlook に連携するため、Microsoft 365 で、組織全体に対する管理者の同意をお願いいたします。';
export const approvalAsked = 'Microsoft の画面で承認を依頼した場合は、承認されるまでお待ちください。';
export const chooseAdministrator =
  'Microsoft の画面で、グローバル管理者または特権ロール管理者のアカウントを選んでください。';
export const privateWindow =
  'ブラウザーが別のアカウントを記憶していることがあります。InPrivate ウィンドウ（シークレット ウィンドウ）もお試しください。';
export const waitAndRetry = '数分お待ちください。';
export const contactSupport = 'サポート窓口にお問い合わせください。';
export const ifItRepeats = '繰り返し発生する場合は、サポート窓口にお問い合わせください。';
export const findTenant: Step = {
  text: 'Entra 管理センターの「Entra ID」>「概要」で、テナントIDを確認してください。',
  page: 'tenant',
};
export const openApp: Step = {
  text: 'Entra 管理センターの「エンタープライズ アプリ」で、このアプリを開いてください。',
  page: 'app',
};
export const openLog: Step = {
  text: 'Entra 管理センターの「サインイン ログ」で、拒否された理由を確認してください。',
  page: 'sign-in-log',
};
export const grantConsent: readonly Step[] = [
  { text: 'Microsoft 365 の管理者のアカウントで、このアプリの同意画面を開き、同意してください。', page: 'consent' },
  {
    text: 'Entra 管理センターの「エンタープライズ アプリ」でこのアプリを選び、「アクセス許可」>「管理者の同意を与えます」を押してください。',
    page: 'permissions',
  },
];
