import type { ConnectProblem, Explanation } from '../../problem.ts';
import { administrator, privateWindow, restartConsent, you } from './phrases.ts';

export const connectProblems = {
  cancelled: {
    title: '同意がキャンセルされました',
    happened: 'Microsoft の同意画面で、承諾されずに戻りました。',
    who: administrator,
    steps: [restartConsent, '承認の依頼だけを送信した場合は、承認された後にもう一度お試しください。'],
  },
  'approval-required': {
    title: '管理者の同意が必要です',
    happened: 'サインインしたアカウントには、組織全体に同意する権限がありません。',
    who: administrator,
    steps: [privateWindow, restartConsent],
  },
  'other-account': {
    title: '別の組織のアカウントです',
    happened: 'サインインしたアカウントは、入力されたテナントに属していません。',
    who: administrator,
    steps: [privateWindow, restartConsent],
  },
  'tenant-not-found': {
    title: 'テナントが見つかりません',
    happened: '入力されたディレクトリ (テナント) ID のテナントは存在しません。',
    who: you,
    steps: ['ディレクトリ (テナント) ID をご確認のうえ、入力し直してください。'],
  },
  'app-disabled': {
    title: 'アプリが無効になっているか、削除されています',
    happened: 'テナントの管理者が、このアプリを無効にしたか削除しました。',
    who: administrator,
    steps: [
      'Microsoft Entra 管理センターの「エンタープライズ アプリケーション」で、このアプリを有効にしてください。',
      restartConsent,
    ],
  },
  'blocked-by-policy': {
    title: '組織のポリシーにより拒否されました',
    happened: '条件付きアクセスなどのポリシーが、このサインインを許可しませんでした。',
    who: administrator,
    steps: ['Microsoft Entra 管理センターのサインイン ログで、理由をご確認ください。', restartConsent],
  },
  'microsoft-unavailable': {
    title: 'Microsoft に接続できません',
    happened: 'Microsoft のサービスが一時的に応答しませんでした。',
    who: you,
    steps: ['しばらく待ってから、もう一度お試しください。'],
  },
  refused: {
    title: 'サインインを完了できませんでした',
    happened: 'Microsoft が要求を受け付けませんでした。',
    who: you,
    steps: [restartConsent, '繰り返し発生する場合は、下の情報を添えてサポート窓口にお問い合わせください。'],
  },
  'not-ours': {
    title: '同意を確認できませんでした',
    happened:
      'この応答は、このブラウザーから始めた手続きのものではないか、使用済みか、有効期限が切れています。何も変更していません。',
    who: you,
    steps: [restartConsent],
  },
  'not-administrator': {
    title: '管理者のアカウントではありません',
    happened: '確認のためにサインインしたアカウントは、グローバル管理者でも特権ロール管理者でもありません。',
    who: administrator,
    steps: ['PIM をお使いの場合は、先にロールを有効にしてください。', privateWindow, restartConsent],
  },
  'other-tenant': {
    title: '別のテナントです',
    happened: '同意したテナントが、入力されたディレクトリ (テナント) ID と一致しません。',
    who: administrator,
    steps: ['入力した ID と、サインインしたアカウントの組織をご確認ください。', restartConsent],
  },
  'not-granted': {
    title: '同意が付与されていません',
    happened: '必要なアクセス許可が、テナントに付与されていません。',
    who: administrator,
    steps: [restartConsent],
  },
  overtaken: {
    title: '手続きが新しいものに置き換えられました',
    happened: '同意を待つ間に、別の手続きが始まったか、連携が解除されました。',
    who: you,
    steps: [restartConsent],
  },
  'capability-off': {
    title: 'この機能は利用できません',
    happened: 'この機能のアプリ登録がまだ設定されていません。',
    who: 'サービスの提供者',
    steps: ['サポート窓口にお問い合わせください。'],
  },
  'already-connected': {
    title: 'すでに連携しています',
    happened: '別のテナントに変更するには、先に連携を解除してください。',
    who: you,
    steps: ['「連携解除」の後に、もう一度設定してください。'],
  },
} satisfies Record<ConnectProblem, Explanation>;
