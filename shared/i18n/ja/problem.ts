import type { Actor } from '../explanation.ts';

/** Labelled facts in a message to the person who can help. */
export interface MessageFacts {
  readonly asker: string | undefined;
  readonly account: string | undefined;
  readonly app: string;
  readonly clientId: string;
  readonly tenantId: string | undefined;
  readonly consentUrl: string | undefined;
  readonly aadsts: string | undefined;
  readonly correlationId: string | undefined;
}

export const problem = {
  whatHappened: '発生した状況',
  whoActs: '対応する方',
  oneOf: '次のうち、当てはまるものをご確認ください。',
  whatNext: '次の手順',
  support: 'サポート用の情報',
  openPage: '開く',
  who: {
    you: 'このページをご覧の方',
    administrator: '組織の管理者',
    'microsoft-administrator': 'Microsoft 365 の管理者',
    'consenting-administrator': 'Microsoft 365 の管理者（グローバル管理者または特権ロール管理者）',
    'portal-approver':
      'Microsoft 365 の管理者（グローバル管理者、特権ロール管理者、クラウド アプリケーション管理者、アプリケーション管理者のいずれか）',
    operator: 'サービスの提供者',
    nobody: 'なし（自動的に処理されます）',
  } satisfies Record<Actor, string>,
  again: {
    connect: '前の画面に戻り、もう一度「保存」を押してください。',
    invited: '受け取ったリンクをもう一度開いて、やり直してください。',
    link: '前の画面に戻り、もう一度「連携」を押してください。',
  },
  /** Trying again after somebody else has acted. */
  againAfterThem: {
    connect: '対応が済んだら、前の画面に戻り、もう一度「保存」を押してください。',
    invited: '対応が済んだら、受け取ったリンクをもう一度開いてください。',
    link: '対応が済んだら、前の画面に戻り、もう一度「連携」を押してください。',
  },
  message: '管理者に送る文面',
  /** The message as a letter. @param sender name, where it may be told */
  letter: (sender: string | undefined, body: string) =>
    `お世話になっております。${sender === undefined ? '' : `${sender}です。`}\n\n${body}\n\nお手数をおかけしますが、よろしくお願いいたします。`,
  messageHint: 'コピーするか、「メールで送る」で下書きを開いてください。',
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
    aadsts: 'エラー コード',
    correlationId: '関連付けID',
  } satisfies Record<keyof MessageFacts, string>,
};
