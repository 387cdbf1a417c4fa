export const home = {
  title: 'ホーム',
  welcome: 'Sansan の名刺を、Outlook の連絡先に。',
  explanation:
    '「マイデータ」の名刺を Outlook の連絡先フォルダー「Sansan」に書き込み、30分ごとの同期で最新の状態に保ちます。連携は Sansan から Outlook への一方向です。',
  signedOut: 'サインアウトしました。次のサインインでは、アカウントの確認が求められます。',
  signInFirst: 'ご利用になるには、Sansan のアカウントでサインインしてください。',
  signInAtCompany: 'ご利用になるには、会社の Microsoft 365 アカウント（職場アカウント）でサインインしてください。',
  mySettings: '自分の Outlook に名刺を連携する',
  mySettingsHint: 'メールボックスの連携、同期の状況の確認、連携の解除',
  organizationSettings: '組織の連携を設定する',
  organizationSettingsHint: 'Microsoft 365 テナントとの連携、APIキーの登録、利用状況の確認',
};

export const plan = {
  title: 'ご契約プランの対象外です',
  happened: 'ご契約中のプランには、Microsoft 365 連携が含まれていません。',
  endings: '連携の解除とデータの削除は、いつでもできます。',
  unlink: 'ご自身の連携を解除',
  disconnect: '組織全体の連携を解除',
  next: 'ご利用を希望される場合は、弊社の営業担当者またはサポート窓口までお問い合わせください。すでに連携済みの方の同期は一時停止しており、データは失われません。対象のプランに変更されると、同期が再開されます。',
};

/** The list of a person's sessions. */
export const sessions = {
  title: 'サインイン中のブラウザー',
  explanation:
    '現在サインインしているブラウザーの一覧です。心当たりのない日時のサインインは、サインアウトしてください。サインインは、操作がないまま1時間が過ぎるか、開始から8時間が過ぎると終了します。会社のアカウントなどへのサインインが残っているブラウザーでは、確認なしで再びサインインできることがあります。',
  startedAt: 'サインイン日時',
  seenAt: '最後の操作',
  thisOne: 'このブラウザー',
  endOthers: 'ほかのすべてのブラウザーからサインアウト',
  ended: 'サインアウトしました。',
};
