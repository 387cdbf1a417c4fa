import type { Explanation, OwnLinkProblem } from '../explanation.ts';
import { answerRefusals } from './answer-refusals.ts';
import { FOLDER_EXISTS, waitAndRetry } from './phrases.ts';

/** Problems specific to linking; those of Microsoft's answers are in `microsoft-problems.ts`. */
export const linkProblems = {
  'guest-account': {
    title: 'ゲスト アカウントは連携できません',
    happened:
      'サインインしたアカウントは、このテナントのゲストです。ゲスト アカウントのメールボックスには、連絡先を書き込めません。',
    who: 'you',
    steps: [],
    next: ['Microsoft の画面で、自社のアカウントを選んでください。'],
  },
  ...answerRefusals({
    title: 'サインインを確認できませんでした',
    what: '連携の手続き',
    standing: '連携の状態は変わっていません。',
    steps: [],
  }),
  'not-connected': {
    title: '組織の連携が設定されていません',
    happened: '組織と Microsoft 365 の連携が、設定されていないか解除されています。',
    who: 'administrator',
    steps: ['「外部サービス連携」の「連携」のページで、「許可する」にチェックを入れ、設定してください。'],
    request: 'Sansan の名刺を Outlook に連携したいので、Microsoft 365 との連携の設定をお願いいたします。',
  },
  'already-linked': {
    title: 'すでに連携しています',
    happened: 'メールボックスは連携済みです。',
    who: 'you',
    steps: ['操作は不要です。別のアカウントに変更する場合は、先に連携を解除してください。'],
    again: [],
  },
  'cleaning-up': {
    title: '前回の連携を解除しています',
    happened: '前回の連携の解除処理がまだ終わっていません。',
    who: 'you',
    steps: ['1分ほどお待ちください。'],
  },
  'another-mailbox': {
    title: 'これまで連携していたアカウントではありません',
    happened: 'これまでとは異なるアカウントでサインインしました。',
    who: 'you',
    steps: [],
    next: [
      'Microsoft の画面で、これまでと同じアカウントを選んでください。アカウントを変更する場合は、先に連携を解除してください。',
    ],
  },
  'other-account-refused': {
    title: 'このアカウントは連携できません',
    happened: '組織の設定により、連携できるのは、ポータルにサインインしている本人のメールボックスだけです。',
    who: 'you',
    steps: [],
    next: [
      'Microsoft の画面で、ポータルと同じアカウントを選んでください。',
      '共有のメールボックスなど、ほかのアカウントとの連携が必要な場合は、組織の管理者にご相談ください。',
    ],
  },
  'folder-exists': {
    title: '連携を完了できません',
    happened: FOLDER_EXISTS,
    who: 'you',
    steps: ['Outlook で「Sansan」フォルダーの名前を変更するか、削除してください。'],
  },
  'folder-of-another-link': {
    title: '連携を完了できません',
    happened: FOLDER_EXISTS,
    who: 'you',
    steps: [
      '選んだアカウントがご自身のものかどうか、ご確認ください。',
      'このフォルダーは、別の連携で作成されたものです。別の方がこのメールボックスを連携している場合、名前の変更や削除をすると、その方の同期に影響します。その方か組織の管理者にご確認ください。',
      '使われていないフォルダーであれば、Outlook で名前を変更するか、削除してください。',
    ],
  },
  'no-mailbox': {
    title: 'このアカウントにはメールボックスがありません',
    happened: '選んだアカウントには、Exchange Online のメールボックスがありません。',
    who: 'microsoft-administrator',
    steps: [
      {
        text: 'Microsoft 365 管理センターで、Exchange Online のライセンスの割り当てを確認してください。',
        page: 'licenses',
      },
    ],
    request: '私のアカウントに Exchange Online のメールボックスがあるか、ライセンスのご確認をお願いいたします。',
  },
  'mailbox-unavailable': {
    title: 'メールボックスにアクセスできません',
    happened: 'Outlook から一時的に応答がありません。途中まで進んだ手続きは、続きから再開します。',
    who: 'you',
    steps: [waitAndRetry],
  },
} satisfies Record<OwnLinkProblem, Explanation>;
