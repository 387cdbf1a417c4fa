import type { KeyLoss } from '../../api-keys/supply-key.ts';
import type { AnswerRefusal } from '../../identity/attempt.ts';
import type { StopReason } from '../../links/run-failure.ts';

/** Meanings of the `detail` values in the audit log. */
export const activityDetails = {
  linked: {
    'take-over': '以前のフォルダーを引き継ぎ',
    rename: '以前のフォルダーは名前を変えて保存',
    reconnected: '再連携',
  },
  unlinked: { 'folder-deleted': 'フォルダーも削除' },
  stopped: {
    'access-revoked': 'アクセスの許可が取り消されたため',
    'no-mailbox': 'メールボックスが見つからないため',
    'key-refused': 'APIキーが Sansan に拒否されたため',
    'access-denied': '連絡先へのアクセスが拒否されたため',
  } satisfies Record<StopReason, string>,
  changed: {
    'card-url': '名刺詳細画面のURL',
    'other-accounts': '連携できるアカウント',
    'contact-rules': '連絡先への書き込み設定',
  },
  refusedKey: {
    refused: '無効なAPIキー',
    'other-person': '別の方のAPIキー',
    'other-owner': 'これまでと異なる名刺所有者のAPIキー',
    'address-moved': 'メールアドレスが別の方のものになったため',
  } satisfies Record<KeyLoss, string>,
  refusedAnswer: {
    'already-done': '完了済み',
    'no-cookies': 'Cookie なし',
    'other-browser': '別のブラウザー',
    expired: '期限切れ',
    unknown: '記録なし',
  } satisfies Record<AnswerRefusal, string>,
  whose: { everybody: '全員' },
  decided: { apply: '削除を実行', keep: '連絡先を残す' },
  sessions: (sessions: number) => `${sessions.toLocaleString('ja')}件`,
  invited: (people: number) => `${people.toLocaleString('ja')}名`,
  removalsHeld: (removals: number) => `${removals.toLocaleString('ja')}件`,
};
