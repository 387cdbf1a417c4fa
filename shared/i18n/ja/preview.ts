import type { ActionName } from '../../sync/preview-summary.ts';

export const preview = {
  title: '次の同期の内容',
  explanation:
    '「今すぐ同期」を押したときに行われる変更です。すべての名刺とフォルダーを照合しました。まだ何も書き込んでいません。',
  rhythm:
    '30分ごとの同期では、新しい名刺と名刺の変更を反映します。なくなった名刺の連絡先は6時間以内に削除し、Outlook で削除された連絡先は1日以内に作り直します。',
  nothing: '書き込むものはありません。連絡先は最新の状態です。',
  total: (count: number) => `${count.toLocaleString('ja')}件の変更があります。`,
  atLeast: (count: number) =>
    `変更が多いため、まず新しい名刺から${count.toLocaleString('ja')}件を処理します。残りはその後の同期で続けます。`,
  kind: '内容',
  count: '件数',
  cases: (count: number) => `${count.toLocaleString('ja')}件`,
  what: {
    'create:new-card': '追加：新しい名刺',
    'create:new-folder': '追加：フォルダーを新しく作成したため',
    'create:contact-missing': '追加：連絡先がフォルダーにないため',
    'create:parked-card-changed': '追加：書き込めなかった名刺が変更されたため',
    'create:tried-again': '追加：書き込めなかった名刺の再試行',
    'update:card-changed': '更新：名刺または組織の設定が変更されたため',
    'update:found-by-stamp': '更新：フォルダーにある連絡先を名刺に合わせるため',
    'update:overtaken': '更新：古い内容が後から書き込まれていたため',
    'update:tried-again': '更新：書き込めなかった名刺の再試行',
    'update:altered': '更新：Outlook での変更を名刺の内容に戻すため',
    'wait:card-left': '保留中：「マイデータ」から名刺がなくなったため',
    'remove:card-left': '削除：「マイデータ」から名刺がなくなったため',
    'remove:stray': '削除：同じ名刺の連絡先が重複しているため',
    'forget:card-left': '変更なし：名刺も連絡先もすでにないため',
    'record:kept-by-person': '変更なし：残すことを選んだ連絡先のため',
    'record:found-by-stamp': '変更なし：フォルダーにある連絡先を記録するため',
  } satisfies Record<ActionName, string>,
  entries: '対象の名刺と連絡先',
  more: (count: number) => `ほか${count.toLocaleString('ja')}件`,
  nameless: (cardId: string) => `名刺ID：${cardId}`,
  gone: (cardId: string) => `「マイデータ」にない名刺（名刺ID：${cardId}）`,
  folderGone:
    'Outlook の「Sansan」フォルダーが見つかりません。次の同期でフォルダーを作り直し、すべての名刺を書き込みます。',
  nothingRuns: '現在、同期は行われません。理由は前の画面でご確認ください。',
  failed: '確認の途中で問題が発生しました。',
};
