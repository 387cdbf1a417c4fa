import type { StopReason } from '../../../links/run-failure.ts';
import type { ActivityKind } from '../../../telemetry/activity.ts';

const linked: Readonly<Record<string, string | undefined>> = {
  'take-over': '以前のフォルダーを引き継ぎました',
  rename: '以前のフォルダーの名前を変えて残しました',
  reconnected: '再連携',
};
const stopped: Readonly<Record<string, string | undefined>> = {
  'access-revoked': 'Microsoft がアクセスの許可を取り消したため',
  'no-mailbox': 'メールボックスが見つからないため',
  'key-refused': 'APIキーが Sansan に拒否されたため',
  'access-denied': '連絡先へのアクセスが拒否されたため',
} satisfies Record<StopReason, string>;
const changed: Readonly<Record<string, string | undefined>> = {
  'card-url': '名刺詳細画面のURL',
  'contact-rules': '連絡先の書き方',
};

/** What the detail of a line of the audit log says; `undefined` where it says nothing to people. */
export function activityDetails(kind: ActivityKind, detail: string): string | undefined {
  switch (kind) {
    case 'linked':
      return linked[detail];
    case 'unlinked':
      return detail === 'folder-deleted' ? 'フォルダーも削除' : undefined;
    case 'removals-held':
      return `${Number(detail).toLocaleString('ja')}件`;
    case 'reconnect-needed':
      return stopped[detail];
    case 'settings-changed':
      return changed[detail];
    case 'paused':
    case 'resumed':
      return detail === 'everybody' ? '全員' : undefined;
    case 'hold-decided':
      return detail === 'apply' ? '削除を実行' : '連絡先を残す';
    default:
      return undefined;
  }
}
