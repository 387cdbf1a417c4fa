import type { KeyProblem } from '../explanation.ts';

export const keyProblems = {
  'invalid-email': 'メールアドレスの形式が正しくありません。',
  malformed: 'APIキーの形式が正しくありません。半角英数字32文字で入力してください。',
  refused:
    'Sansan がこのAPIキーを受け付けませんでした。入力に誤りがないか、有効範囲が「すべて」のキーかをご確認ください。',
  'other-person': 'このAPIキーは、別の方に発行されたものです。メールアドレスとキーの組み合わせをご確認ください。',
  'other-owner':
    'このAPIキーは、これまでと異なる名刺所有者のものです。変更するには、先に本人が連携を解除する必要があります。',
  unavailable: 'Sansan に接続できず、APIキーを確認できませんでした。しばらく待ってからお試しください。',
} satisfies Record<KeyProblem, string>;
