import type { Step } from '../explanation.ts';

/** Phrases shared by several texts. */
export const FOLDER_EXISTS =
  'Outlookの連絡先に「Sansan」とのフォルダーが既に存在しているため、連携が完了できません。フォルダー名を変更するか、削除してください。';
export const consentUnseen =
  'このサービスの連携の状態は変更していません。Microsoft での同意の状態は、ここからは確認できません。';
export const privateWindow =
  'ブラウザーが別のアカウントを記憶していることがあります。InPrivate ウィンドウ（シークレット ウィンドウ）もお試しください。';
export const waitAndRetry = 'しばらくお待ちください。';
export const openApp: Step = {
  text: 'Entra 管理センターの「エンタープライズ アプリ」で、このアプリを開きます。',
  page: 'app',
};
export const openLog: Step = {
  text: 'Entra 管理センターの「サインイン ログ」で、拒否された理由を確認してください。',
  page: 'sign-in-log',
};
export const grantConsent: readonly Step[] = [
  { text: 'Microsoft 365 の管理者が、このアプリの同意画面を開いて同意します。', page: 'consent' },
  {
    text: 'Entra 管理センターから同意する場合は、「エンタープライズ アプリ」でこのアプリを選び、「アクセス許可」>「管理者の同意を与える」を押します。',
    page: 'permissions',
  },
];
