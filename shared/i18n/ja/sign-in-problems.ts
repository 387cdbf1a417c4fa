import type { Explanation, SignInProblem } from '../explanation.ts';
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
  ...answerRefusals({
    title: 'サインインを確認できませんでした',
    what: 'サインイン',
    standing: '',
    steps: ['もう一度サインインしてください。'],
  }),
} satisfies Record<SignInProblem, Explanation>;
