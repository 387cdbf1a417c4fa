import type { Explanation, LinkProblem } from '../../problem.ts';
import { administrator, FOLDER_EXISTS, privateWindow, restartLink, you } from './phrases.ts';

export const linkProblems = {
  cancelled: {
    title: 'サインインがキャンセルされました',
    happened: 'Microsoft の画面で、承諾されずに戻りました。',
    who: you,
    steps: [restartLink],
  },
  'approval-required': {
    title: '管理者の承認が必要です',
    happened: '組織全体の同意がまだないため、連携できませんでした。',
    who: administrator,
    steps: [
      'Microsoft Entra 管理センターで「エンタープライズ アプリケーション」を開きます。',
      'このアプリを選び、「アクセス許可」>「管理者の同意を与える」を押します。',
      '同意の後に、もう一度「連携」をお試しください。',
    ],
  },
  'other-account': {
    title: '別の組織のアカウントです',
    happened: 'サインインしたアカウントは、組織が接続しているテナントに属していません。個人用アカウントも使えません。',
    who: you,
    steps: [privateWindow, '会社のアカウントを選んで、もう一度お試しください。'],
  },
  'guest-account': {
    title: 'ゲスト アカウントは連携できません',
    happened:
      'サインインしたアカウントは、このテナントのゲストです。連絡先はゲストのメールボックスには書き込めません。',
    who: you,
    steps: ['自社のアカウントを選んで、もう一度お試しください。'],
  },
  'tenant-not-found': {
    title: 'テナントが見つかりません',
    happened: '組織が接続しているテナントが見つかりません。',
    who: '組織の管理者',
    steps: ['管理者に、外部サービス連携の設定を確認するよう依頼してください。'],
  },
  'app-disabled': {
    title: 'アプリが無効になっているか、削除されています',
    happened: 'Microsoft 365 の管理者が、このアプリを無効にしたか削除しました。',
    who: administrator,
    steps: ['Microsoft Entra 管理センターの「エンタープライズ アプリケーション」を確認するよう依頼してください。'],
  },
  'blocked-by-policy': {
    title: '組織のポリシーにより拒否されました',
    happened: '条件付きアクセスなどのポリシーが、このサインインを許可しませんでした。',
    who: administrator,
    steps: ['下の情報を添えて、管理者にお問い合わせください。'],
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
    steps: [restartLink, '繰り返し発生する場合は、下の情報を添えてサポート窓口にお問い合わせください。'],
  },
  'not-ours': {
    title: 'サインインを確認できませんでした',
    happened:
      'この応答は、このブラウザーから始めた手続きのものではないか、使用済みか、有効期限が切れています。何も変更していません。',
    who: you,
    steps: [restartLink],
  },
  'not-connected': {
    title: '組織がまだ接続していません',
    happened: '組織の Microsoft 365 との接続が設定されていないか、解除されました。',
    who: '組織の管理者',
    steps: ['管理者に、外部サービス連携の設定を依頼してください。'],
  },
  'already-linked': {
    title: 'すでに連携しています',
    happened: 'メールボックスは連携済みです。',
    who: you,
    steps: ['別のアカウントに変更するには、先に連携を解除してください。'],
  },
  'cleaning-up': {
    title: '前回の連携の後片付けをしています',
    happened: '解除した連携の後片付けがまだ終わっていません。',
    who: you,
    steps: ['1分ほど待ってから、もう一度お試しください。'],
  },
  'another-mailbox': {
    title: '別のアカウントです',
    happened: '再連携では、これまでと同じアカウントでサインインする必要があります。',
    who: you,
    steps: ['同じアカウントを選ぶか、先に連携を解除してください。'],
  },
  'folder-exists': {
    title: '連携が完了できません',
    happened: FOLDER_EXISTS,
    who: you,
    steps: ['Outlook で「Sansan」フォルダーの名前を変更するか、削除してください。', restartLink],
  },
  'no-mailbox': {
    title: 'メールボックスがありません',
    happened: 'このアカウントには、Exchange Online のメールボックスがありません。',
    who: administrator,
    steps: ['Exchange Online のライセンスが割り当てられているか、管理者にご確認ください。'],
  },
  'mailbox-unavailable': {
    title: 'メールボックスに接続できません',
    happened: 'Outlook が一時的に応答しませんでした。',
    who: you,
    steps: ['しばらく待ってから、もう一度お試しください。途中まで進んだ手続きは、次回に引き継がれます。'],
  },
} satisfies Record<LinkProblem, Explanation>;
