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
  oneOf: '当てはまるものをお選びください。',
  whatNext: '次の手順',
  support: 'サポート用の情報',
  openPage: '開く',
  who: {
    you: 'ご自身',
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
  messageHint: 'コピーするか、「メールで送る」で下書きを開いてください。',
  copy: '文面をコピー',
  copied: 'コピーしました。',
  sendByMail: 'メールで送る',
  messageSubject: 'Microsoft 365 連携の確認のお願い',
  facts: {
    asker: '依頼者',
    account: 'サインインしたアカウント',
    app: 'アプリ',
    clientId: 'クライアント ID',
    tenantId: 'テナント ID',
    consentUrl: '同意画面',
    aadsts: 'エラー コード',
    correlationId: '関連付け ID',
  } satisfies Record<keyof MessageFacts, string>,
};
