import type { Explanation, SignInProblem } from '../explanation.ts';

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
    request: 'Sansan の組織に、私のアカウントの追加をお願いします。',
  },
  'not-ours': {
    title: 'サインインを確認できませんでした',
    happened: 'このブラウザーで始めた手続きと一致しないか、すでに完了した手続きか、有効期限が切れています。',
    who: 'you',
    steps: ['もう一度サインインしてください。'],
  },
} satisfies Record<SignInProblem, Explanation>;
