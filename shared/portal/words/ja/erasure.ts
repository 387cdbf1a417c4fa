import type { Erased } from '../../../organizations/organization.ts';

/** The end of all data of an organization (PRODUCT D3). */
export const erasure = {
  title: 'すべてのデータの削除',
  offer: '組織についてこのサービスが保持しているデータを、すべて削除できます。先に連携の解除が必要です。',
  open: 'データの削除へ進む',
  what: '次のデータをすべて削除します。元に戻すことはできません。受け付けた後は取り消せません。ほかの画面はただちに閉じ、削除は10分後に始まります。',
  whatList: [
    '組織の設定と、Microsoft 365 との連携の情報',
    'ユーザーの情報、連絡先との対応の記録（名刺の内容は保持していません）',
    '登録された APIキー、お預かりしている認証情報',
    '操作の記録。必要な場合は、先に CSV をダウンロードしてください。',
    '全員のサインインの状態。削除の途中で、全員がサインアウトされます。',
  ],
  stays:
    'ユーザーの Outlook にある連絡先と、Sansan の名刺はそのまま残ります。再び連携するには、以前の「Sansan」フォルダーの名前の変更か削除が必要です。',
  connectedFirst: 'Microsoft 365 との連携が残っています。先に「連携」で解除してください。',
  typeName: (name: string) => `確認のため、組織名「${name}」を入力してください`,
  nameDiffers: '入力された名前が組織名と一致しません。',
  confirm: 'すべてのデータを削除する',
  again: 'もう一度すべてのデータを削除する場合',
  underway: '削除しています',
  underwayText: (since: string, from: string) =>
    `${since} に受け付け、ほかの画面を閉じました。進行中の処理がすべて終わる ${from} 以降に、データを順に削除します。この画面を閉じても続きます。途中でサインアウトされますので、完了後にもう一度サインインすると、ここで削除の証明書を確認できます。`,
  goOn: '処理をもう一度始める',
  goOnHint: '長い間進まない場合に押してください。',
  closed: '組織のデータを削除しているため、現在この画面は使えません。Outlook の連絡先はそのまま残ります。',
  receipt: '削除の証明書',
  receiptText: (at: string) => `${at} に、次のデータをすべて削除しました。`,
  organization: '組織',
  askedAt: '受付日時',
  counts: {
    people: 'ユーザー（人数）',
    contacts: '名刺と連絡先を対応づける記録',
    keys: 'APIキー',
    activity: '操作の記録',
    sessions: 'サインインの状態',
    attempts: '完了していないサインインと同意の記録',
  } satisfies Record<keyof Erased, string>,
  count: (count: number) => `${count.toLocaleString('ja')}件`,
  vault: '認証情報とAPIキー',
  vaultForgot: '完全に消去されました',
  vaultForgetsBy: (at: string) =>
    `削除済みです。誤消去を防ぐ仕組みにより復元可能な状態で残り、${at} までに完全に消去されます。`,
  expires: (at: string) => `この証明書は ${at} に削除されます。保管する場合はダウンロードしてください。`,
  signedInSince: '削除の後にサインインした方の情報（組織名とサインインの状態）は、新しく作られたものです。',
  download: '証明書をダウンロード（JSON）',
};
