export const organization = {
  title: '外部サービス連携',
  capability: { contacts: '連絡先への名刺の書き込み', mail: 'メールの送受信履歴の読み取り' },
  mailOff: 'この機能はまだご利用いただけません。',
  contactsAbout: '許可すると、ユーザーは自分の「マイデータ」の名刺を Outlook の連絡先に連携できるようになります。',
  mailAbout: '任意の機能で、名刺の同期には必要ありません。現在は同意を確認するだけで、メールの読み取りは行いません。',
  allow: '許可する',
  tenantId: 'ディレクトリ (テナント) ID',
  tenantIdIsYours: 'このポータルへのサインインに使っているテナントです。変更できません。',
  tenantIdHint:
    '36文字のIDです（例：12345678-90ab-cdef-1234-567890abcdef）。IDを含む文章やURLをそのまま貼り付けることもできます。',
  tenantIdInvalid:
    'ディレクトリ (テナント) ID の形式が正しくありません。IDを含む文字列をそのまま貼り付けるか、ハイフンを含む36文字で入力してください。',
  tenantIdIsDomain:
    'ドメイン名ではなく、ディレクトリ (テナント) ID を入力してください。Microsoft Entra 管理センターの「概要」で確認できます。',
  tenantIdsSeveral: (ids: readonly string[]) =>
    `異なるIDが${ids.length}つ見つかりました（${ids.join('、')}）。ディレクトリ (テナント) ID だけを入力してください。`,
  tenantIdUnknown: 'このIDのテナントは Microsoft 365 に存在しません。IDをコピーし直してください。',
  tenantIdGuide: 'ディレクトリ (テナント) ID の調べ方',
  tenantIdSteps: [
    'Microsoft Entra 管理センター（entra.microsoft.com）に、自社のアカウントでサインインします。',
    '左のメニューから「Entra ID」>「概要」を開きます。',
    '「基本情報」にある「テナント ID」をコピーし、上の欄に貼り付けます。',
  ],
  afterSaving:
    '「保存」を押すと Microsoft の同意画面に移ります。グローバル管理者または特権ロール管理者でサインインし、組織全体を対象として「承諾」を押してください。',
  waiting: '同意待ち',
  waitingUntil: (time: string) =>
    `同意を待っています。この依頼は ${time} まで有効です。もう一度同意画面を開くには「保存」を押してください。ディレクトリ (テナント) ID を間違えた場合は、修正して「保存」を押してください。`,
  otherActions: 'その他の操作',
  takeBack: '取りやめる場合',
  withdraw: '同意の依頼を取り下げる',
  expired: '同意の依頼の有効期限が切れました。「保存」を押してやり直してください。',
  connected: '連携中',
  connectedTenant: 'ディレクトリ (テナント) ID',
  connectedBy: '同意した管理者',
  connectedAt: '同意日時',
  nextTell: 'ユーザーに、次の画面で「連携」を押すよう案内してください。',
  copyAddress: 'アドレスをコピー',
  notConnected: '未連携',
  disconnect: '連携を解除',
  disconnectTitle: {
    contacts: '「連絡先への名刺の書き込み」の連携を解除しますか？',
    mail: '「メールの送受信履歴の読み取り」の連携を解除しますか？',
  },
  disconnectExplanation: (users: number) =>
    users === 0
      ? ['組織の連携が終了します。現在、連携しているユーザーはいません。', '登録済みのAPIキーと設定は残ります。']
      : [
          `${users.toLocaleString('ja')}名のユーザーの連携がすべて終了し、同期はただちに止まります。`,
          'Outlook の「Sansan」フォルダーとその中の連絡先は、そのまま残ります。',
          '登録済みのAPIキーと設定も残りますが、組織として再び連携した後、ユーザーも各自で連携し直す必要があります。',
        ],
  disconnectMail: '解除すると、メールの送受信履歴の読み取りに対する許可を取り消します。',
  disconnectConfirm: 'すべての連携を解除する',
  disconnectMailConfirm: 'メールの連携を解除する',
  connectedBefore: 'この同意はすでに確認済みです。',
  notEnded: 'ページを開いた後に連携の状態が変わったため、何も解除していません。現在の状態をご確認ください。',
  lastAttemptAt: (time: string) => `前回の結果（${time}）`,
  consentMissing: '同意が必要',
  consentMissingSince: (time: string) =>
    `${time} から、組織全体の同意を確認できません。同期は止まっていますが、データは失われません。`,
  consentDoubted: (time: string) =>
    `${time} に、ユーザーのサインインで、組織全体の同意がないという応答がありました。同期が続いていれば、この表示は1日以内に消えます。`,
  consentMissingUsers: (users: number) => `影響を受けているユーザー：${users.toLocaleString('ja')}名`,
  apiKeysExplanation:
    '名刺を読み取るために、ユーザーごとのAPIキーが必要です。Sansan の「管理者設定」>「外部サービス連携」>「API」で、有効範囲を「すべて」として発行したキーを登録してください。登録後にキーを表示することはできません。',
  email: 'メールアドレス',
  apiKey: 'APIキー',
  showKey: '入力したキーを表示する',
  register: '登録',
  cardUrl: '名刺詳細画面のURL',
  cardUrlExplanation:
    '連絡先のメモ欄に、名刺詳細画面へのリンクを書き込みます。名刺を1枚開いてURLを貼り付け、名刺IDの部分を {id} に置き換えてください。空欄の場合は名刺IDを書き込みます。',
  cardUrlInvalid: '使用できるサイトのURLを、https:// から入力し、{id} を含めてください。',
  cardUrlHosts: (hosts: string) => `使用できるサイト：${hosts}（サブドメインを含む）`,
  cardUrlExample: 'メモ欄に書き込まれるリンクの例',
  cardUrlSave: 'URLを保存',
  cardUrlSaved: '名刺詳細画面のURLを保存しました。',
  outboundAddresses: '接続元IPアドレス',
  outboundAddressesHint: 'IPアドレスでアクセスを制限している場合は、次のアドレスを許可してください。',
};
