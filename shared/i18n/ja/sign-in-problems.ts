import type { Explanation, OwnSignInProblem } from '../explanation.ts';
import { answerRefusals } from './answer-refusals.ts';

export const signInProblems = {
  cancelled: {
    title: 'サインインがキャンセルされました',
    happened: 'サインインせずに戻りました。',
    who: 'you',
    steps: ['もう一度サインインしてください。'],
  },
  refused: {
    title: 'サインインできませんでした',
    happened: 'サインインの応答を確認できませんでした。',
    who: 'you',
    steps: ['もう一度サインインしてください。'],
  },
  unavailable: {
    title: 'サインインできませんでした',
    happened: 'サインインのサービスに接続できません。',
    who: 'you',
    steps: ['しばらく待ってから、もう一度お試しください。'],
  },
  'without-organization': {
    title: '組織に所属していません',
    happened: 'このアカウントは、どの組織にも所属していません。',
    who: 'administrator',
    steps: ['Sansan の管理者にお問い合わせください。'],
    request: 'Sansan の組織に、私のアカウントの追加をお願いいたします。',
  },
  'not-approved': {
    title: 'サインインが完了していません',
    happened:
      'Microsoft の画面から、サインインせずに戻りました。「管理者の承認が必要」と表示された場合は、組織の管理者がまだこのポータルの利用を承認していません。',
    who: 'portal-approver',
    steps: [
      'キャンセルした場合は、もう一度サインインしてください。',
      {
        text: '承認が必要な場合は、次の文面を管理者に送ってください。管理者がポータルに一度サインインし、「組織の代理として同意する」にチェックを入れて「承諾」を押すと、全員が使えるようになります。',
        page: 'consent',
      },
    ],
    oneOf: true,
    request:
      'Sansan の名刺を Outlook に連携するポータルを、組織で使えるように承認をお願いします。次のアドレスを開いてサインインし、「組織の代理として同意する」にチェックを入れて「承諾」を押してください。求められるのは、サインインする人の名前とメールアドレスの参照だけです。',
  },
  'guest-account': {
    title: 'ゲスト アカウントは使えません',
    happened:
      'サインインしたアカウントは、この組織のゲストです。このポータルは、組織のメンバーのアカウントだけが使えます。',
    who: 'you',
    steps: ['「別のアカウントでサインイン」から、この組織のメンバーのアカウントを選んでください。'],
  },
  'personal-account': {
    title: '個人用アカウントは使えません',
    happened: 'サインインしたのは、個人用の Microsoft アカウントです。',
    who: 'you',
    steps: ['「別のアカウントでサインイン」から、職場のアカウントを選んでください。'],
  },
  ...answerRefusals({
    title: 'サインインを確認できませんでした',
    what: 'サインイン',
    standing: '',
    steps: ['もう一度サインインしてください。'],
  }),
} satisfies Record<OwnSignInProblem, Explanation>;
