import type { KeyProblem } from '../../problem.ts';

export const keyProblems = {
  'invalid-email': 'メールアドレスの形式が正しくありません。',
  malformed: 'APIキーの形式が正しくありません。半角英数字32文字で入力してください。',
  refused:
    'Sansan がこのAPIキーを受け付けませんでした。写し間違いがないか、有効範囲が「すべて」のキーかをご確認ください。',
  'other-person': 'このAPIキーは別の方のものです。メールアドレスに合ったキーかどうかをご確認ください。',
  'other-owner': 'このAPIキーは、これまでと違う名刺所有者のものです。変更するには、先に連携を解除してください。',
  unavailable: 'Sansan に接続できず、APIキーを確認できませんでした。しばらく待ってからお試しください。',
} satisfies Record<KeyProblem, string>;
