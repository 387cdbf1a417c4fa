import type { Explanation, SignInProblem } from '../../problem.ts';

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
    steps: ['管理者にお問い合わせください。'],
    request: 'Sansan の組織に、私のアカウントを追加してください。',
  },
  'not-ours': {
    title: 'サインインを確認できませんでした',
    happened: 'この応答は、このブラウザーから始めた手続きのものではないか、使用済みか、有効期限が切れています。',
    who: 'you',
    steps: ['もう一度サインインしてください。'],
  },
} satisfies Record<SignInProblem, Explanation>;
