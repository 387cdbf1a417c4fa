import type { Explanation, OwnConnectProblem } from '../explanation.ts';
import { answerRefusals } from './answer-refusals.ts';
import { microsoftProblems } from './microsoft-problems.ts';
import {
  approvalAsked,
  chooseAdministrator,
  consentUnseen,
  contactSupport,
  findTenant,
  pleaseConsent,
  privateWindow,
  whichFits,
} from './phrases.ts';

const cancelled = {
  title: '同意されませんでした',
  happened: 'Microsoft の同意画面で同意されませんでした。管理者以外のアカウントで操作した場合も、この表示になります。',
};
const overtaken = {
  title: 'この手続きは無効になりました',
  happened: '同意を待つ間に、新しい手続きが始まったか、連携が解除されました。',
};

/** Problems specific to connecting; those of Microsoft's answers are in `microsoft-problems.ts`. */
export const connectProblems = {
  cancelled: {
    ...cancelled,
    who: 'consenting-administrator',
    first: [approvalAsked],
    steps: [],
    next: [chooseAdministrator, privateWindow],
    request: pleaseConsent,
  },
  'approval-required': {
    title: '管理者の同意が必要です',
    happened: 'サインインしたアカウントには、組織全体に同意する権限がありません。',
    who: 'consenting-administrator',
    steps: [],
    next: [chooseAdministrator, privateWindow],
    request: pleaseConsent,
  },
  'tenant-not-found': {
    title: 'テナントが見つかりません',
    happened: 'この「ディレクトリ (テナント) ID」のテナントは存在しません。',
    who: 'you',
    steps: [findTenant],
    again: ['前のページに戻り、正しいIDを入力して「保存」を押してください。'],
  },
  ...answerRefusals({ title: '同意を確認できませんでした', what: '同意の手続き', standing: consentUnseen, steps: [] }),
  'came-unasked': {
    title: '同意画面から戻りました',
    happened: 'Microsoft での操作は完了しましたが、同意されたかどうかはまだ確認できていません。',
    who: 'you',
    oneOf: whichFits,
    steps: [
      '同意を依頼された方は、操作が済んだことを依頼者にお知らせください。',
      '組織の管理者は、「連携」のページで「同意を確認」を押してください。',
    ],
    again: [],
  },
  'not-administrator': {
    title: '管理者のアカウントではありません',
    happened: '確認のためにサインインしたアカウントに、グローバル管理者または特権ロール管理者のロールがありません。',
    who: 'consenting-administrator',
    steps: ['PIM（Privileged Identity Management）をお使いの場合は、先にロールをアクティブ化してください。'],
    next: [chooseAdministrator, privateWindow],
    request:
      'Sansan の名刺を Outlook に連携するため、Microsoft 365 で、組織全体に対する管理者の同意と、その確認のためのサインインをお願いいたします。',
  },
  'roles-not-told': {
    title: '管理者ロールを確認できませんでした',
    happened:
      'サインインはできましたが、Microsoft からの応答に管理者ロールの情報が含まれていませんでした。アカウントに問題があるわけではありません。',
    who: 'operator',
    steps: [],
    request:
      'IDトークンに「wids」クレームがなく、管理者ロールを確認できませんでした。アプリの登録の「マニフェスト」で「groupMembershipClaims」を「DirectoryRole」にし、「トークン構成」でIDトークンにディレクトリ ロールを含めてください。',
  },
  'other-tenant': {
    title: '別のテナントのアカウントです',
    happened: '同意または確認を行ったアカウントのテナントが、入力された「ディレクトリ (テナント) ID」と一致しません。',
    who: 'consenting-administrator',
    steps: [findTenant, '入力されたIDと比べ、誤りがあれば修正してください。'],
    next: ['Microsoft の画面で、そのテナントのアカウントを選んでください。'],
    request:
      'Sansan の名刺を Outlook に連携するため、このテナントのアカウントで、組織全体に対する管理者の同意をお願いいたします。',
  },
  'not-granted': {
    title: 'アクセス許可が付与されていません',
    happened: 'このアプリに必要なアクセス許可が、テナントで付与されていません。',
    who: 'consenting-administrator',
    steps: [{ text: '同意画面を開いて同意してください。', page: 'consent' }],
    request: pleaseConsent,
  },
  overtaken: {
    ...overtaken,
    who: 'you',
    steps: ['「連携」のページで、現在の状態をご確認ください。'],
    again: ['未連携の場合は、もう一度「保存」を押してください。'],
  },
  'capability-off': {
    title: 'この機能は利用できません',
    happened: 'この機能のアプリ登録がまだ設定されていません。',
    who: 'operator',
    steps: [contactSupport],
    again: [],
  },
  'already-connected': {
    title: 'すでに連携しています',
    happened: 'この組織はすでに Microsoft 365 と連携しています。',
    who: 'you',
    steps: ['別のテナントに変更する場合は、先に「連携を解除」を押し、その後でもう一度設定してください。'],
    again: [],
  },
  'link-invalid': {
    title: 'このリンクは使えません',
    happened: 'リンクの有効期限（7日間）が切れたか、使用済みか、取り消されたか、新しいリンクに置き換えられています。',
    who: 'link-sender',
    first: ['同意がすでに完了している場合、操作は不要です。'],
    steps: [],
    again: [],
    request: 'お送りいただいた同意用リンクが使えませんでした。新しいリンクをお送りいただけますでしょうか。',
  },
} satisfies Record<OwnConnectProblem, Explanation>;

/** The same problems, explained to the Microsoft 365 administrator who came with a one-time link. */
export const invitedProblems = {
  cancelled: {
    ...cancelled,
    who: 'you',
    steps: [approvalAsked],
    next: [chooseAdministrator, privateWindow],
  },
  'tenant-not-found': microsoftProblems['tenant-not-found'],
  ...answerRefusals({
    title: '同意を確認できませんでした',
    what: '同意の手続き',
    standing: consentUnseen,
    steps: ['ご自身の組織の設定として始めた場合は、サインインしてから「連携」のページでやり直してください。'],
  }),
  overtaken: { ...overtaken, who: 'you', steps: ['リンクを送った方に、現在の状態をご確認ください。'], again: [] },
  'already-connected': {
    title: '同意は完了しています',
    happened: 'この組織の連携は、すでに完了しています。この画面は閉じていただいてかまいません。',
    who: 'nobody',
    steps: [],
    again: [],
  },
} satisfies Partial<Record<OwnConnectProblem, Explanation>>;
