import type { AdminCentrePage } from '../admin-centre.ts';
import type { Actor, Addressee } from '../explanation.ts';
import { whichFits } from './phrases.ts';

const sendToMicrosoftAdministrator = '下の文面を Microsoft 365 の管理者に送ってください。';

/** Labelled facts in a message to the person who can help. */
export interface MessageFacts {
  readonly asker: string | undefined;
  readonly account: string | undefined;
  readonly app: string;
  readonly clientId: string;
  readonly tenantId: string | undefined;
  readonly consentUrl: string | undefined;
  readonly addresses: string | undefined;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}

export const problem = {
  whatHappened: '発生した状況',
  whoActs: '対応する方',
  whichFits,
  whatNext: '次の手順',
  theirSteps: '管理者の手順',
  /** Leads in the steps in a message. */
  steps: '手順：',
  bullet: '・',
  support: 'お問い合わせの際にお伝えいただく情報',
  linkedAccount: 'これまでのアカウント',
  openPage: {
    consent: '同意画面を開く',
    'portal-sign-in': 'サインイン画面を開く',
    app: 'アプリのページを開く',
    permissions: 'アクセス許可のページを開く',
    'sign-in-log': 'サインイン ログを開く',
    'conditional-access': '条件付きアクセスを開く',
    tenant: 'テナントの概要を開く',
    licenses: 'Microsoft 365 管理センターを開く',
  } satisfies Record<AdminCentrePage, string>,
  who: {
    you: 'このページをご覧の方',
    administrator: '組織の管理者',
    'sansan-administrator': 'Sansan の管理者',
    'microsoft-administrator': 'Microsoft 365 の管理者',
    'consenting-administrator': 'Microsoft 365 の管理者（グローバル管理者または特権ロール管理者）',
    'portal-approver':
      'キャンセルした場合は、このページをご覧の方。承認が必要な場合は、Microsoft 365 の管理者（グローバル管理者、特権ロール管理者、クラウド アプリケーション管理者、アプリケーション管理者のいずれか）。',
    'link-sender': 'リンクを送った方',
    operator: 'サービスの提供者',
    nobody: 'なし（自動的に処理されます）',
  } satisfies Record<Actor, string>,
  again: {
    connect: '前のページに戻り、もう一度「保存」を押してください。',
    invited: '受け取ったリンクをもう一度開いて、やり直してください。',
    link: '前のページに戻り、もう一度「連携」を押してください。',
    'sign-in': 'もう一度サインインしてください。',
  },
  /** Trying again after somebody else has acted. */
  againAfterThem: {
    connect: '対応が済んだら、前のページに戻り、もう一度「保存」を押してください。',
    invited: '対応が済んだら、受け取ったリンクをもう一度開いてください。',
    link: '対応が済んだら、前のページに戻り、もう一度「連携」を押してください。',
    'sign-in': '対応が済んだら、もう一度サインインしてください。',
  },
  /** What comes of a one-time link after somebody else has consented. */
  shownAfterThem: '同意が完了すると、「外部サービス連携」の「連携」のページに結果が表示されます。',
  checkAfterThem: '対応が済んだら、「同意を確認」を押してください。',
  signInAgain: 'もう一度サインイン',
  /** Asking whoever can solve the problem. */
  send: {
    administrator: '下の文面を組織の管理者に送ってください。',
    'sansan-administrator': '下の文面を Sansan の管理者に送ってください。',
    'microsoft-administrator': sendToMicrosoftAdministrator,
    'consenting-administrator': sendToMicrosoftAdministrator,
    'portal-approver': '承認が必要な場合は、下の文面を Microsoft 365 の管理者に送ってください。',
    'link-sender': '同意が完了していない場合は、下の文面を、リンクを送った方に送ってください。',
    operator: '下の文面をサポート窓口に送ってください。',
  } satisfies Record<Addressee, string>,
  /** The same, where the reader may be the one. */
  sendUnlessYou: {
    message: 'Microsoft 365 の管理者が別の方の場合は、下の文面を送ってください。',
    link: 'Microsoft 365 の管理者が別の方の場合は、「同意用リンクを作成」を押し、できたリンクを送ってください。',
  },
  message: '管理者に送る文面',
  messageFor: { 'link-sender': 'リンクを送った方への文面', operator: 'サポート窓口に送る文面' } satisfies Partial<
    Record<Addressee, string>
  >,
  /** The message as a letter. @param sender name, where it may be told */
  letter: (sender: string | undefined, body: string) =>
    `お世話になっております。${sender === undefined ? '' : `${sender}です。`}\n\n${body}\n\nお手数をおかけしますが、よろしくお願いいたします。`,
  messageHint: 'コピーするか、「メールで送る」で下書きを開いてください。',
  /** The draft leaves out the steps. */
  messageHintShorter:
    'コピーするか、「メールで送る」で下書きを開いてください。下書きには手順が入らないため、手順も送る場合はコピーして貼り付けてください。',
  copy: '文面をコピー',
  copied: 'コピーしました。',
  sendByMail: 'メールで送る',
  messageSubject: '【お願い】Microsoft 365 連携の確認について',
  facts: {
    asker: '依頼者',
    account: 'サインインしたアカウント',
    app: 'アプリ',
    clientId: 'クライアントID',
    tenantId: 'テナントID',
    consentUrl: '同意画面',
    addresses: '接続元IPアドレス',
    aadsts: 'エラー コード',
    correlationId: '関連付けID',
  } satisfies Record<keyof MessageFacts, string>,
};
