import type { KeyListProblem } from '../../../links/key-list.ts';

export const keyList = {
  title: 'まとめて登録',
  explanation: (most: string) =>
    `1行に「メールアドレス,APIキー」を書いた CSV ファイルを選んでください（最大 ${most} 行）。Excel で保存したファイルもそのまま使えます。1行ずつ確認し、結果を表示します。`,
  file: 'CSV ファイル',
  upload: 'まとめて登録',
  result: 'APIキーの登録結果',
  summary: (accepted: string, all: string) => `${all}行中 ${accepted}行を登録しました。`,
  line: '行',
  outcome: '結果',
  accepted: '登録しました',
  repeated: '同じメールアドレスの行が前にあるため、登録していません。',
  problems: {
    empty: 'ファイルに行がありません。1行に「メールアドレス,APIキー」を書いてください。',
    unreadable: 'CSV として読み取れませんでした。引用符（"）の数などをご確認ください。',
    'too-many-lines': '行数が多すぎます。ファイルを分けて、もう一度お試しください。',
  } satisfies Record<KeyListProblem, string>,
};
