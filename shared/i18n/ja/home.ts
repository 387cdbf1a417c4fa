export const home = {
  title: 'ホーム',
  welcome: 'Sansan の名刺を、Outlook の連絡先に。',
  explanation:
    '「マイデータ」の名刺を Outlook の連絡先フォルダー「Sansan」に書き込み、30分ごとの同期で最新の状態に保ちます。連携は Sansan から Outlook への一方向です。',
  signInFirst: 'ご利用になるには、Sansan のアカウントでサインインしてください。',
  mySettings: '自分の Outlook に名刺を連携する',
  mySettingsHint: 'メールボックスの連携、同期の状況の確認、連携の解除',
  organizationSettings: '組織の連携を設定する',
  organizationSettingsHint: 'Microsoft 365 テナントとの連携、APIキーの登録、利用状況の確認',
};
