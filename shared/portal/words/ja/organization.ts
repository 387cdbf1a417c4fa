export const organization = {
  title: '外部サービス連携',
  capability: { contacts: '連絡先への名刺の書き込み', mail: 'メールの送受信履歴の読み取り' },
  mailOff: 'この機能はまだご利用いただけません。',
  contactsAbout:
    '許可すると、ユーザーは自分の「マイデータ」の名刺を Outlook の連絡先に連携できるようになります。手順は次のとおりです。',
  contactsSteps: [
    '「許可する」を選び、テナント ID を入力します。',
    'Microsoft 365 の管理者が、組織全体に同意します。',
    'ユーザーごとの APIキーを登録します。',
    'ユーザーに連携を案内します。',
  ],
  mailAbout: '任意の機能です。名刺の同期には必要ありません。',
  allow: '許可する',
  tenantId: 'ディレクトリ (テナント) ID',
  tenantIdHint: '36文字の ID です（例：12345678-90ab-cdef-1234-567890abcdef）。',
  tenantIdInvalid: 'ディレクトリ (テナント) ID の形式が正しくありません。ハイフンを含む36文字で入力してください。',
  tenantIdUnknown: 'この ID のテナントは Microsoft 365 に見つかりません。もう一度コピーし直してください。',
  tenantIdGuide: 'ディレクトリ (テナント) ID の調べ方',
  tenantIdSteps: [
    'Microsoft Entra 管理センター（entra.microsoft.com）に、自社のアカウントでサインインします。',
    '左のメニューから「Entra ID」>「概要」を開きます。',
    '「基本情報」にある「テナント ID」をコピーし、上の欄に貼り付けます。',
  ],
  afterSaving:
    '「保存」を押すと Microsoft の同意画面に移ります。グローバル管理者または特権ロール管理者でサインインし、組織全体に対して承諾してください。',
  waiting: '同意待ち',
  waitingExplanation: '同意がまだ完了していません。もう一度同意画面を開くには「保存」を押してください。',
  waitingTenant: (tenant: string) => `テナント ${tenant} の同意を待っています。`,
  waitingUntil: (time: string) => `この依頼は ${time} まで有効です。`,
  expired: '依頼の有効期限が切れました。「保存」を押してやり直してください。',
  connected: '連携中',
  connectedTenant: 'テナント ID',
  connectedBy: '同意した管理者',
  connectedAt: '同意日時',
  connectedNext:
    '次は、ユーザーごとの APIキーを「APIキー」で登録し、ユーザーに連携をご案内ください。ユーザーは各自の画面で「連携」を押します。進み具合は「ユーザー」で確認できます。',
  userScreen: 'ユーザーの画面を開く',
  notConnected: '未連携',
  disconnect: '連携解除',
  disconnectTitle: '連携を解除しますか？',
  disconnectExplanation: (users: number) =>
    `解除すると、${users.toLocaleString('ja')}名のユーザーの連携がすべて終了し、同期はただちに止まります。Outlook の「Sansan」フォルダーとその中の連絡先は、そのまま残ります。登録済みの APIキーと設定も残りますが、再び接続した後、ユーザーは連携し直す必要があります。`,
  disconnectMail: '解除すると、メールの送受信履歴の読み取りの許可が終了します。',
  disconnectConfirm: 'すべての連携を解除する',
  disconnectMailConfirm: 'メールの読み取りを終了する',
  lastAttemptAt: (time: string) => `前回の結果（${time}）`,
  consentMissing: '同意が必要',
  consentMissingSince: (time: string) =>
    `${time} から、組織全体の同意を確認できません。同期は止まっていますが、データは失われません。`,
  consentDoubted: (time: string) =>
    `${time} のユーザーのサインインで、組織全体の同意がないと表示されました。同期が続いていれば、この表示は1日以内に消えます。`,
  consentMissingUsers: (users: number) => `影響を受けているユーザー：${users.toLocaleString('ja')}名`,
  apiKeys: 'Sansan Open API キー',
  apiKeysExplanation:
    '名刺を読み取るために、ユーザーごとの APIキーが必要です。Sansan の「管理者設定」>「外部サービス連携」> API で発行したキーを登録してください。登録後にキーを表示することはできません。',
  email: 'メールアドレス',
  apiKey: 'APIキー',
  register: '登録',
  cardUrl: '名刺詳細画面のURL',
  cardUrlExplanation:
    '連絡先のメモ欄に、名刺詳細画面へのリンクを書き込みます。名刺を1枚開いてURLを貼り付け、名刺IDの部分を {id} に置き換えてください。空欄の場合は名刺IDを書き込みます。',
  cardUrlInvalid: (hosts: string) =>
    `https で始まり、{id} を含むURLを入力してください。使用できるサイト：${hosts}（サブドメインを含む）`,
  cardUrlExample: 'メモ欄に書き込まれるリンクの例',
  cardUrlSaved: '名刺詳細画面のURLを保存しました。',
  outboundAddresses: '接続元IPアドレス',
  outboundAddressesHint: 'IPアドレスでアクセスを制限している場合は、次のアドレスを許可してください。',
};
