import type { KeyRefusal } from '../../../links/card-keys.ts';
import type { StopReason } from '../../../links/run-failure.ts';

/** What the details of the audit log mean. */
export const activityDetails = {
  linked: {
    'take-over': '以前のフォルダーを引き継ぎました',
    rename: '以前のフォルダーの名前を変えて残しました',
    reconnected: '再連携',
  },
  unlinked: { 'folder-deleted': 'フォルダーも削除' },
  stopped: {
    'access-revoked': 'Microsoft がアクセスの許可を取り消したため',
    'no-mailbox': 'メールボックスが見つからないため',
    'key-refused': 'APIキーが Sansan に拒否されたため',
    'access-denied': '連絡先へのアクセスが拒否されたため',
  } satisfies Record<StopReason, string>,
  changed: { 'card-url': '名刺詳細画面のURL', 'contact-rules': '連絡先の書き方' },
  refusedKey: {
    refused: '有効なAPIキーではありません',
    'other-person': '別の方のAPIキーです',
    'other-owner': 'これまでと違う名刺所有者のAPIキーです',
  } satisfies Record<KeyRefusal, string>,
  whose: { everybody: '全員' },
  decided: { apply: '削除を実行', keep: '連絡先を残す' },
  removalsHeld: (removals: number) => `${removals.toLocaleString('ja')}件`,
};
