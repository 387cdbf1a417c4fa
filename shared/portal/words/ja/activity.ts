import type { ActivityKind } from '../../../telemetry/activity.ts';

export const activity = {
  'consent-asked': '管理者の同意を依頼しました',
  'consent-failed': '同意が完了しませんでした',
  'consent-link-made': '同意用リンクを作成しました',
  'consent-link-revoked': '同意用リンクを取り消しました',
  'consent-missing': '組織全体の同意がないという応答がありました',
  'consent-restored': '組織全体の同意を確認しました',
  connected: 'Microsoft 365 と接続しました',
  disconnected: 'Microsoft 365 との接続を解除しました',
  linked: 'メールボックスを連携しました',
  unlinked: '連携を解除しました',
  'key-supplied': 'APIキーを登録しました',
  'notices-chosen': 'お知らせの送り先を変更しました',
  'first-sync-finished': '最初の同期が完了しました',
  'folder-made-again': 'フォルダーが削除されていたため、新しく作成しました',
  'removals-held': '多数の削除を保留しました',
  'reconnect-needed': '再連携が必要になりました',
  'run-poisoned': '同期を何度か試みましたが完了できませんでした',
} satisfies Record<ActivityKind, string>;
