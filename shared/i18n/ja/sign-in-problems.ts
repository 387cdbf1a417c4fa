import type { Explanation, OwnSignInProblem } from '../explanation.ts';
import { answerRefusals } from './answer-refusals.ts';
import { waitAndRetry } from './phrases.ts';

export const signInProblems = {
  cancelled: {
    title: 'サインインがキャンセルされました',
    happened: 'サインインせずに戻りました。',
    who: 'you',
    steps: [],
  },
  refused: {
    title: 'サインインできませんでした',
    happened: 'サインインの結果を確認できませんでした。',
    who: 'you',
    steps: [],
  },
  unavailable: {
    title: 'サインインできませんでした',
    happened: 'サインインのサービスに接続できません。',
    who: 'you',
    steps: [waitAndRetry],
  },
  'without-organization': {
    title: 'アカウントが組織に所属していません',
    happened: 'サインインしたアカウントは、Sansan のどの組織にも所属していません。',
    who: 'sansan-administrator',
    steps: [],
    request: 'Sansan の自社の組織に、次のアカウントの追加をお願いいたします。',
  },
  'not-approved': {
    title: 'サインインが完了していません',
    happened:
      'Microsoft の画面から、サインインせずに戻りました。「管理者の承認が必要」と表示された場合は、組織の管理者がまだこのポータルの利用を承認していません。',
    who: 'portal-approver',
    first: ['キャンセルした場合は、もう一度サインインしてください。'],
    steps: [
      {
        text: 'ポータルに一度サインインし、「組織の代理として同意する」にチェックを入れて「承諾」を押してください。全員が使えるようになります。',
        page: 'portal-sign-in',
      },
    ],
    request:
      'Sansan の名刺を Outlook に連携するポータルを、組織で使えるように承認をお願いいたします。求められるのは、サインインする人の名前とメールアドレスの参照だけです。',
  },
  'guest-account': {
    title: 'ゲスト アカウントは使えません',
    happened:
      'サインインしたアカウントは、この組織のゲストです。このポータルは、組織のメンバーのアカウントだけが使えます。',
    who: 'you',
    again: [],
    steps: ['「別のアカウントでサインイン」から、この組織のメンバーのアカウントを選んでください。'],
  },
  'personal-account': {
    title: '個人用アカウントは使えません',
    happened: 'サインインしたのは、個人用の Microsoft アカウントです。',
    who: 'you',
    again: [],
    steps: ['「別のアカウントでサインイン」から、職場のアカウントを選んでください。'],
  },
  ...answerRefusals({
    title: 'サインインを確認できませんでした',
    what: 'サインイン',
    standing: '',
    steps: [],
  }),
} satisfies Record<OwnSignInProblem, Explanation>;
