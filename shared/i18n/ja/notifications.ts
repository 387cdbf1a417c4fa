import type { UserNotificationKind } from '../../links/link.ts';
import type { AdministratorMessageKind } from '../../organizations/organization-notifications.ts';

/** Notifications by mail, and their settings (PRODUCT E3). */
export const notifications = {
  save: 'お知らせの設定を保存',
  title: 'お知らせ',
  mailOff: 'このサービスでは、メールの送信が設定されていません。お知らせはこの画面でご確認ください。',
  mailOffWebhook: 'このサービスでは、メールの送信が設定されていません。Webhook のみご利用いただけます。',
  noAddress: '確認済みのメールアドレスがないため、お知らせをお送りできません。',
  userOn: (address: string) =>
    `再連携が必要なとき、APIキーが拒否されたとき、削除が保留されたときに、${address} へメールでお知らせします。同じ内容は1日1回までです。`,
  userOff: 'お知らせメールは停止しています。',
  switchOff: 'お知らせメールを停止する',
  switchOn: 'お知らせメールを受け取る',
  switchedOff: 'お知らせメールを停止しました。',
  switchedOn: 'お知らせメールを再開しました。',
  administratorExplanation:
    '管理者の同意が取り消されたとき、削除が保留されたユーザーがいるとき、ご契約プランの対象外になったときにお知らせします。同じ内容は1日1回までです。空欄にすると送信しません。',
  to: '送り先のメールアドレス',
  toHint: (most: number) => `${most}件まで登録できます。複数の場合はコンマで区切ってください。`,
  toInvalid: (typed: string) => `「${typed}」はメールアドレスの形式ではありません。`,
  toTooMany: (most: number) => `登録できるのは${most}件までです。`,
  mailUsage: (used: number, perHour: number) =>
    `このサービスから送信できるメールは、すべての宛先を合わせて1時間に${perHour.toLocaleString('ja')}通までです（現在の1時間は${used.toLocaleString('ja')}通）。上限に達した場合は、あとから自動で送信します。`,
  webhook: 'Webhook のURL',
  webhookHint:
    'お知らせの種類、組織のID、件数、画面のURLをJSONで送信します。個人に関する情報は含みません。URLを変更すると、署名の検証に使う新しいシークレットを発行します。',
  webhookInvalid: 'https で始まる、インターネット上の公開サーバーのURLを入力してください。',
  kept: 'お知らせの設定を保存しました。',
  try: 'テストを送信',
  tryHint: '登録済みの送り先すべてに、テストのお知らせを送ります。',
  last: (time: string) => `直近の送信（${time}）`,
  channels: { mail: 'メール', webhook: 'Webhook' },
  sent: '送信しました',
  failed: (code: string) => `送信できませんでした（${code}）`,
  refused: (status: string) => `送信できませんでした（送り先の応答：${status}。URLと送り先の設定をご確認ください）`,
  secretTitle: 'Webhook の署名シークレット',
  secret: 'シークレット',
  copySecret: 'シークレットをコピー',
  secretOnce: 'この値は再表示できません。',
  backToSettings: '設定に戻る',
  secretExplanation:
    'Webhook を受け取るプログラムに設定してください。署名は Standard Webhooks の方式（HMAC-SHA256）で、webhook-id、webhook-timestamp、webhook-signature の各ヘッダーから検証できます。紛失した場合は、URLを一度空欄にして保存し、登録し直してください。',
  mail: {
    greeting: 'meishi-sync からのお知らせです。',
    subjects: {
      'reconnect-needed': 'Outlook への名刺の同期が止まっています（再連携のお願い）',
      'key-refused': 'Outlook への名刺の同期が止まっています（APIキーのご確認）',
      hold: 'Outlook の連絡先の削除を保留しています（ご確認のお願い）',
      'consent-missing': 'Microsoft 365 の同意が必要です（名刺の同期）',
      holds: '連絡先の削除が保留されているユーザーがいます（名刺の同期）',
      plan: 'ご契約プランの対象外のため、名刺の同期を一時停止しています',
      trial: 'お知らせのテスト（名刺の同期）',
    } satisfies Record<UserNotificationKind | AdministratorMessageKind, string>,
    hold: (removals: number, of: number) =>
      `Outlook の連絡先${of.toLocaleString('ja')}件のうち${removals.toLocaleString('ja')}件が削除の対象になりましたが、件数が多いため、削除を保留しています。画面で「削除を実行」または「連絡先を残す」をお選びください。`,
    administrator: {
      'consent-missing': (users: number) =>
        users === 0
          ? 'Microsoft 365 のテナントで、組織全体の同意を確認できません。画面の手順に沿って、もう一度同意をお願いします。データは失われません。'
          : `Microsoft 365 のテナントで、組織全体の同意を確認できません。${users.toLocaleString('ja')}名の同期が止まっています。画面の手順に沿って、もう一度同意をお願いします。データは失われません。`,
      holds: (users: number) =>
        `${users.toLocaleString('ja')}名のユーザーについて、多数の連絡先の削除を保留しています。ユーザー本人か組織の管理者が、削除するか残すかを選ぶまで保留が続きます。`,
      plan: (users: number) =>
        `ご契約プランに Microsoft 365 連携が含まれなくなったため、${users.toLocaleString('ja')}名の同期を一時停止しています。データは失われず、対象のプランに戻ると再開します。引き続きご利用を希望される場合は、弊社の営業担当者またはサポート窓口までお問い合わせください。`,
      trial: () => 'お知らせが届くことを確認するためのテストです。操作は不要です。',
    } satisfies Record<AdministratorMessageKind, (users: number) => string>,
    open: '画面を開く',
    off: 'お知らせの設定を変更する',
    whyUser: 'このメールは、名刺の同期を設定されている方に自動でお送りしています。ご返信いただいてもお答えできません。',
    whyAdministrator:
      'このメールは、組織の管理者がお知らせの送り先に登録したアドレスに自動でお送りしています。ご返信いただいてもお答えできません。',
  },
};
