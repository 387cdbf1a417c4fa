import type { Explanation, OwnConnectProblem } from '../explanation.ts';
import { answerRefusals } from './answer-refusals.ts';
import { consentUnseen, privateWindow } from './phrases.ts';

/** Problems specific to connecting; those of Microsoft's answers are in `microsoft-problems.ts`. */
export const connectProblems = {
  cancelled: {
    title: '同意されませんでした',
    happened:
      'Microsoft の同意画面で同意されませんでした。管理者以外のアカウントで操作した場合も、この表示になります。',
    who: 'consenting-administrator',
    oneOf: true,
    steps: [
      'Microsoft 365 の管理者が別の方の場合は、同意用リンクを作成して、お送りください。',
      privateWindow,
      'Microsoft の画面で承認を依頼した場合は、承認されるまでお待ちください。',
    ],
    request:
      'Sansan の名刺を Outlook に連携するため、Microsoft 365 で、組織全体に対する管理者の同意をお願いいたします。',
  },
  'approval-required': {
    title: '管理者の同意が必要です',
    happened: 'サインインしたアカウントには、組織全体に同意する権限がありません。',
    who: 'consenting-administrator',
    steps: [
      { text: 'Microsoft 365 の管理者のアカウントで、同意画面を開いてください。', page: 'consent' },
      privateWindow,
    ],
    request:
      'Sansan の名刺を Outlook に連携するため、Microsoft 365 で、組織全体に対する管理者の同意をお願いいたします。',
  },
  ...answerRefusals({ title: '同意を確認できませんでした', what: '同意の手続き', standing: consentUnseen, steps: [] }),
  'came-unasked': {
    title: '同意画面から戻りました',
    happened: 'Microsoft での操作は完了しましたが、同意されたかどうかはまだ確認できていません。',
    who: 'you',
    oneOf: true,
    steps: [
      '同意を依頼された方は、操作が済んだことを依頼者にお知らせください。',
      '組織の管理者は、「外部サービス連携」の画面で「同意を確認」を押してください。',
    ],
  },
  'not-administrator': {
    title: '管理者のアカウントではありません',
    happened: '確認のためにサインインしたアカウントに、グローバル管理者または特権ロール管理者のロールがありません。',
    who: 'consenting-administrator',
    steps: ['PIMをお使いの場合は、先にロールをアクティブ化してください。', privateWindow],
    request:
      'Sansan の名刺を Outlook に連携するため、Microsoft 365 で、組織全体に対する管理者の同意と、その確認のためのサインインをお願いいたします。',
  },
  'roles-not-told': {
    title: 'ロールを確認できませんでした',
    happened:
      'サインインはできましたが、Microsoft からの応答にロールの情報が含まれていないため、管理者かどうかを確認できません。アカウントに問題があるわけではありません。',
    who: 'operator',
    steps: [
      'IDトークンに「wids」クレームが含まれていないことを、このサービスのサポート窓口にお伝えください。',
      'サポート窓口の担当者が、Entra 管理センターの「アプリの登録」で、「マニフェスト」の「groupMembershipClaims」を「DirectoryRole」に設定し、「トークン構成」でIDトークンにディレクトリ ロールを含めます。',
    ],
  },
  'other-tenant': {
    title: '別のテナントのアカウントです',
    happened: '同意または確認を行ったアカウントのテナントが、入力された「ディレクトリ (テナント) ID」と一致しません。',
    who: 'consenting-administrator',
    steps: [
      { text: 'Entra 管理センターの「Entra ID」>「概要」で、テナントIDを確認してください。', page: 'tenant' },
      '入力されたIDと、サインインしたアカウントの組織をご確認ください。',
    ],
    request:
      'Sansan の名刺を Outlook に連携するため、このテナントのアカウントで、組織全体に対する管理者の同意をお願いいたします。',
  },
  'not-granted': {
    title: 'アクセス許可が付与されていません',
    happened: '必要なアクセス許可が、テナントに付与されていません。',
    who: 'consenting-administrator',
    steps: [{ text: '同意画面を開いて同意してください。', page: 'consent' }],
    request:
      'Sansan の名刺を Outlook に連携するため、Microsoft 365 で、組織全体に対する管理者の同意をお願いいたします。',
  },
  overtaken: {
    title: 'この手続きは無効になりました',
    happened: '同意を待つ間に、新しい手続きが始まったか、連携が解除されました。',
    who: 'you',
    steps: [],
  },
  'capability-off': {
    title: 'この機能は利用できません',
    happened: 'この機能のアプリ登録がまだ設定されていません。',
    who: 'operator',
    steps: ['サポート窓口にお問い合わせください。'],
  },
  'already-connected': {
    title: 'すでに連携しています',
    happened: '別のテナントに変更するには、先に連携を解除してください。',
    who: 'you',
    steps: ['「連携を解除」の後に、もう一度設定してください。'],
  },
  'link-invalid': {
    title: 'このリンクは使えません',
    happened: 'リンクの有効期限（7日間）が切れたか、使用済みか、取り消されたか、新しいリンクに置き換えられています。',
    who: 'administrator',
    oneOf: true,
    steps: [
      'すでに同意が完了している場合、操作は不要です。',
      '完了していない場合は、リンクを送った方に、新しいリンクの作成を依頼してください。',
    ],
    request: 'お送りいただいた同意用リンクが使えませんでした。新しいリンクをお送りいただけますでしょうか。',
  },
} satisfies Record<OwnConnectProblem, Explanation>;

/** The same problems, explained to the Microsoft 365 administrator who came with a one-time link. */
export const invitedProblems = {
  cancelled: {
    title: '同意されませんでした',
    happened:
      'Microsoft の同意画面で同意されませんでした。管理者以外のアカウントで操作した場合も、この表示になります。',
    who: 'you',
    oneOf: true,
    steps: [
      'グローバル管理者または特権ロール管理者のアカウントをお使いください。',
      privateWindow,
      'Microsoft の画面で承認を依頼した場合は、承認されるまでお待ちください。',
    ],
  },
  ...answerRefusals({
    title: '同意を確認できませんでした',
    what: '同意の手続き',
    standing: consentUnseen,
    steps: ['ご自身の組織の設定として始めた場合は、サインインしてから「外部サービス連携」の画面でやり直してください。'],
  }),
  'already-connected': {
    title: '同意は完了しています',
    happened: 'この組織の連携は、すでに完了しています。この画面は閉じていただいてかまいません。',
    who: 'nobody',
    steps: [],
  },
} satisfies Partial<Record<OwnConnectProblem, Explanation>>;
