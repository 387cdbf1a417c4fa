import type { RunFailureCode } from '../../links/run-failure.ts';
import type { RunFailureText } from '../explanation.ts';
import { FOLDER_EXISTS } from './phrases.ts';

/** Why a sync did not succeed, or a link stopped, with who must act. */
export const runFailures = {
  'access-revoked': {
    text: 'パスワードのリセットなどにより、アクセスの許可が取り消されました。「連携」を押し、同じアカウントでもう一度サインインしてください。',
    who: 'you',
  },
  'no-mailbox': {
    text: 'メールボックスが見つかりません。Exchange Online のライセンスについて、Microsoft 365 の管理者にお問い合わせください。',
    who: 'microsoft-administrator',
  },
  'key-refused': {
    text: 'APIキーが Sansan に拒否されました。新しいキーの登録が必要です。キーは組織の管理者が発行します。',
    who: 'administrator',
  },
  'access-denied': {
    text: '連絡先へのアクセスが拒否されました。条件付きアクセスなどの設定について、Microsoft 365 の管理者にお問い合わせください。',
    who: 'microsoft-administrator',
  },
  'cards-throttled': {
    text: 'Sansan へのアクセスが混み合っているため、待機しています。自動的に再開します。',
    who: 'nobody',
  },
  'cards-unavailable': { text: 'Sansan に接続できませんでした。自動的に再試行します。', who: 'nobody' },
  'cards-unreadable': {
    text: 'Sansan からの応答を読み取れませんでした。自動的に再試行します。続く場合はサポート窓口にお問い合わせください。',
    who: 'operator',
  },
  'consent-missing': {
    text: '組織全体の同意がないか、アプリが無効になっています。Microsoft 365 の管理者にお問い合わせください。対応が済むと、1時間以内に再開します。',
    who: 'consenting-administrator',
  },
  'tenant-blocked': {
    text: 'Microsoft 365 のテナントの設定（テナント間アクセス、Exchange Online の無効化など）により、アクセスが拒否されています。Microsoft 365 の管理者にお問い合わせください。',
    who: 'microsoft-administrator',
  },
  'service-credential': {
    text: 'サービス側の認証の問題で同期できませんでした。お客様の操作は不要です。',
    who: 'operator',
  },
  'sign-in-unavailable': {
    text: 'Microsoft のサインインに一時的に接続できませんでした。自動的に再試行します。',
    who: 'nobody',
  },
  throttled: {
    text: 'Microsoft へのアクセスが混み合っているため、待機しています。自動的に再開します。',
    who: 'nobody',
  },
  unauthorized: {
    text: 'Outlook がアクセスを一時的に受け付けませんでした。自動的に再試行します。',
    who: 'nobody',
  },
  'mailbox-full': {
    text: 'メールボックスの容量が不足しています。空き容量を増やしてください。対応が済むと、1時間以内に再開します。',
    who: 'you',
  },
  'property-quota': {
    text: 'メールボックスの拡張プロパティ（名前付きプロパティ）の数が上限に達しているため、連絡先を書き込めません。空き容量を増やしても解消しません。Microsoft 365 の管理者にお問い合わせください。',
    who: 'microsoft-administrator',
  },
  'mailbox-unavailable': { text: 'Outlook に一時的に接続できませんでした。自動的に再試行します。', who: 'nobody' },
  'mailbox-unexpected': {
    text: 'Outlook から想定外の応答がありました。自動的に再試行します。続く場合はサポート窓口にお問い合わせください。',
    who: 'operator',
  },
  'folder-name-taken': { text: FOLDER_EXISTS, who: 'you' },
  poisoned: {
    text: '同期を繰り返し試みましたが、完了できませんでした。次回の同期でもう一度試みます。続く場合はサポート窓口にお問い合わせください。',
    who: 'operator',
  },
  unknown: { text: '一時的な問題が発生しました。自動的に再試行します。', who: 'nobody' },
} satisfies Record<RunFailureCode, RunFailureText>;
