import type { ActionName } from '../../../sync/preview-summary.ts';

export const preview = {
  title: '次の同期の内容',
  explanation:
    'すべての名刺とフォルダーを照合した結果で、「今すぐ同期」を押すと行う内容です。まだ何も書き込んでいません。30分ごとの同期では、新しい名刺と変更を反映します。名刺の削除は6時間以内に、Outlook で削除した連絡先は1日以内に反映します。',
  nothing: '書き込むものはありません。連絡先は最新の状態です。',
  total: (count: number) => `${count.toLocaleString('ja')}件の変更があります。`,
  atLeast: (count: number) =>
    `変更が多いため、まず新しい名刺から ${count.toLocaleString('ja')}件を処理します。残りはその後の同期で続けます。`,
  kind: '内容',
  count: '件数',
  cases: (count: number) => `${count.toLocaleString('ja')}件`,
  what: {
    'create:new-card': '追加：新しい名刺',
    'create:new-folder': '追加：フォルダーを新しく作成したため',
    'create:contact-missing': '追加：連絡先がフォルダーにないため',
    'create:parked-card-changed': '追加：書き込めなかった名刺が変更されたため',
    'create:tried-again': '追加：書き込めなかった名刺をもう一度書き込みます',
    'update:card-changed': '更新：名刺が変更されたため',
    'update:found-by-stamp': '更新：フォルダーにある連絡先を名刺に合わせます',
    'update:overtaken': '更新：古い内容が後から書き込まれていたため',
    'update:tried-again': '更新：書き込めなかった名刺をもう一度書き込みます',
    'update:altered': '更新：Outlook で変更されていたため、名刺に合わせます',
    'wait:card-left': '保留中：「マイデータ」から名刺がなくなったため',
    'remove:card-left': '削除：「マイデータ」から名刺がなくなったため',
    'remove:stray': '削除：同じ名刺の連絡先が重複しているため',
    'forget:card-left': '変更なし：名刺がなくなり、連絡先もすでにありません',
    'record:kept-by-person': '変更なし：ご指定により連絡先を残します',
    'record:found-by-stamp': '変更なし：フォルダーにある連絡先を記録します',
  } satisfies Record<ActionName, string>,
  entries: '対象の名刺と連絡先',
  more: (count: number) => `ほか ${count.toLocaleString('ja')}件`,
  nameless: (cardId: string) => `名刺ID：${cardId}`,
  gone: (cardId: string) => `「マイデータ」にない名刺（名刺ID：${cardId}）`,
  folderGone:
    'Outlook の「Sansan」フォルダーが見つかりません。次の同期でフォルダーを作り直し、すべての名刺を書き込みます。',
  nothingRuns: '今は同期が行われません。理由は前の画面をご確認ください。',
  failed: '確認の途中で問題が起きました。',
};
