import type { Erased } from '../../organizations/organization.ts';

/** Erasure of all data of an organization (PRODUCT D3). */
export const erasure = {
  title: 'すべてのデータの削除',
  offer: '組織についてこのサービスが保持しているデータを、すべて削除できます。先に連携の解除が必要です。',
  open: 'データの削除へ進む',
  what: '次のデータをすべて削除します。実行すると、取り消すことも元に戻すこともできません。ほかの画面はただちに使えなくなり、10分後に削除が始まります。',
  whatList: [
    '組織の設定と、Microsoft 365 との連携の情報',
    'ユーザーの情報、連絡先との対応の記録（名刺の内容は保持していません）',
    '登録されたAPIキー、お預かりしている認証情報',
    '操作の記録（必要な場合は、先にCSVをダウンロードしてください）',
    'サインイン中のセッション（削除の途中で、全員がサインアウトされます）',
  ],
  stays:
    'ユーザーの Outlook にある連絡先と、Sansan の名刺はそのまま残ります。再び連携するには、以前の「Sansan」フォルダーの名前の変更か削除が必要です。',
  connectedFirst: 'Microsoft 365 との連携が残っています。先に「連携」で解除してください。',
  typeName: (name: string) => `確認のため、組織名「${name}」を入力してください`,
  nameDiffers: '入力された名前が組織名と一致しません。',
  confirm: 'すべてのデータを削除する',
  again: 'もう一度すべてのデータを削除する場合',
  accepted: '削除を受け付けました',
  underway: '削除しています',
  underwayText: (since: string, from: string) =>
    `${since} に受け付け、ほかの画面の利用を停止しました。${from} 以降、データを順に削除します。この画面を閉じても続きます。`,
  underwayAfter:
    '途中で自動的にサインアウトされます。完了後にもう一度サインインすると、この画面で削除の証明書を確認できます。',
  goOn: '処理を再開する',
  goOnHint: '長時間進まない場合に押してください。',
  closedTitle: '組織のデータを削除しています',
  closed: '組織のデータを削除しているため、現在この画面は使えません。Outlook の連絡先はそのまま残ります。',
  follow: '削除の状況を見る',
  receipt: '削除の証明書',
  receiptText: (at: string) => `${at} に、次のデータをすべて削除しました。`,
  organization: '組織',
  askedAt: '受付日時',
  counts: {
    people: 'ユーザー',
    contacts: '名刺と連絡先を対応づける記録',
    keys: 'APIキー',
    activity: '操作の記録',
    sessions: 'サインイン中のセッション',
    attempts: '連携や同意の手続きと、送信されたフォームの記録',
  } satisfies Record<keyof Erased, string>,
  count: (count: number) => `${count.toLocaleString('ja')}件`,
  countPeople: (count: number) => `${count.toLocaleString('ja')}名`,
  vault: '認証情報とAPIキー',
  vaultForgot: '完全に消去されました',
  vaultForgetsBy: (at: string) =>
    `削除済みです。誤って消去しないための仕組みにより復元できる状態で残り、${at} までに完全に消去されます。`,
  vaultForgetsSome: '削除済みです。復元できない状態になる日時は、確認できませんでした。',
  expires: (at: string) => `この証明書は ${at} に削除されます。保管する場合はダウンロードしてください。`,
  signedInSince: '削除後にサインインした方の情報（組織名とサインイン中のセッション）は、新しく作成されたものです。',
  download: '証明書をダウンロード（JSON）',
};
