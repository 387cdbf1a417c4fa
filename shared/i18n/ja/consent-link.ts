/** Data in a message with a one-time link. */
export interface ConsentRequest {
  readonly organization: string;
  readonly madeBy: string;
  readonly permission: string;
  readonly tenantId: string;
  readonly until: string;
  readonly url: string;
}

export const consentLink = {
  title: 'Microsoft 365 の管理者の同意のお願い',
  asks: (organization: string) =>
    `${organization}が、Sansan の名刺を Outlook に連携するため、Microsoft 365 の組織全体に対する管理者の同意をお願いしています。`,
  organization: '依頼元の組織',
  madeBy: '依頼者',
  tenant: '対象のテナントID',
  permission: '必要なアクセス許可',
  granted: '同意したアクセス許可',
  app: 'アプリのクライアントID',
  until: 'リンクの有効期限',
  permissions: {
    contacts: 'サインインした本人の連絡先の読み取りと書き込み（Contacts.ReadWrite、委任されたアクセス許可）',
    mail: 'サインインした本人のメールの読み取り（Mail.Read、委任されたアクセス許可）',
  },
  scope: {
    contacts:
      '同意すると、組織のユーザーが各自のサインインで連携できるようになります。書き込むのは、連携したユーザーの連絡先フォルダー「Sansan」だけです。',
    mail: '同意すると、メールの送受信履歴の読み取りが許可されます。連携したユーザー以外のメールは対象になりません。現在は同意の確認だけを行い、メールは読み取りません。',
  },
  who: 'グローバル管理者または特権ロール管理者のアカウントが必要です。同意の後、確認のためにもう一度サインインが必要です。',
  start: '同意画面へ進む',
  doneTitle: '同意が完了しました',
  done: '同意を確認しました。ご対応ありがとうございました。この画面は閉じていただいてかまいません。',

  offer: 'Microsoft 365 の管理者が別の方の場合',
  offerHint:
    '管理者に送る、1回限りのリンクを作成できます。管理者は Sansan のアカウントがなくても同意できます。リンクの有効期限は7日間です。',
  make: '同意用リンクを作成',
  remake: '同意用リンクを作り直す',
  revoke: '同意用リンクを取り消す',
  revoked: '同意用リンクを取り消しました。このリンクからは同意できません。',
  out: (madeBy: string, until: string) =>
    `同意用リンクを作成済みです（作成者：${madeBy}、有効期限：${until}）。「保存」を押しても、このリンクは引き続き使えます。`,
  madeTitle: '同意用リンクを作成しました',
  made: 'このリンクを Microsoft 365 の管理者に送ってください。この画面を離れると、再表示できません。',
  madeAnew: '以前に作成したリンクは使えなくなりました。',
  url: '同意用リンク',
  copy: 'リンクをコピー',
  message: ({ organization, madeBy, permission, tenantId, until, url }: ConsentRequest) =>
    `お世話になっております。${organization}の${madeBy}です。

Sansan の名刺を Outlook に連携するため、Microsoft 365 の組織全体に対する管理者の同意が必要です。グローバル管理者または特権ロール管理者のアカウントで次のリンクを開き、同意の手続きをお願いいたします。Sansan のアカウントは必要ありません。

${url}

依頼者：${madeBy}（${organization}）
アクセス許可：${permission}
テナントID：${tenantId}
有効期限：${until}（日本時間）

お手数をおかけしますが、よろしくお願いいたします。`,
  messageSubject: 'Microsoft 365 の管理者の同意のお願い',

  check: '同意済みの場合',
  checkHint:
    'Entra 管理センターで同意した場合は、管理者のサインインだけで確認できます。Microsoft の画面で同意を求められたときは「組織の代理として同意する」を選んでください。',
  checkNow: '同意を確認',
};
