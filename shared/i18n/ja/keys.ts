import type { KeyProblem } from '../explanation.ts';

/** The administrator's list of API keys of people who have not signed in yet. */
export const keys = {
  one: '1件ずつ登録',
  accepted: (email: string) => `${email} のAPIキーを登録しました。`,
  waiting: '利用開始前のAPIキー',
  waitingHint: '本人が「外部サービス連携設定」を開くと、キーはこの一覧から「ユーザー」に移ります。',
  others: '利用開始後の状態は「ユーザー」で確認できます。',
  noneWaits: '利用開始前のAPIキーはありません。',
  suppliedAt: '登録日時',
  withdraw: '登録を取り消す',
  withdrawTitle: 'APIキーの登録を取り消しますか？',
  withdrawExplanation: (email: string) =>
    `${email} のAPIキーをこのサービスから削除します。本人が名刺を同期するには、あらためてキーを登録する必要があります。キー自体は、Sansan 側では有効なままです。`,
  viewOver: 'ページの指定の有効期限が切れたため、最初のページを表示しています。',
  withdrawn: (email: string) => `${email} のAPIキーの登録を取り消しました。`,
};

export const keyFile = {
  title: 'CSVファイルでまとめて登録',
  explanation: (most: number) =>
    `1行に1名分の「メールアドレス,APIキー」を並べたCSVファイルをアップロードします（最大${most.toLocaleString('ja')}行）。見出し行の有無は問いません。空の行は無視します。文字コードは UTF-8、UTF-16、Shift_JIS に対応しています。`,
  sample: 'ファイルの例',
  choose: 'CSVファイル',
  duration:
    'キーを1件ずつ Sansan で確認するため、1,000行では数分かかることがあります。結果が表示されるまでお待ちください。',
  upload: 'アップロード',
  resultTitle: '登録の結果',
  result: (accepted: number, total: number) =>
    `${total.toLocaleString('ja')}行中${accepted.toLocaleString('ja')}行のAPIキーを登録しました。`,
  line: '行番号',
  outcome: '結果',
  correct: '登録できなかった行を修正して、もう一度アップロードしてください。',
  unreadableAddress: '（読み取れません）',
  refusedLines: (lines: number) => `登録できなかった行：${lines.toLocaleString('ja')}行`,
  acceptedLines: (lines: number) => `登録した行：${lines.toLocaleString('ja')}行`,
  outcomes: {
    accepted: '登録しました',
    failed: '登録できませんでした。しばらく待ってから、この行をもう一度アップロードしてください。',
    repeated: 'このアドレスは前の行で登録しました。この行は処理していません。',
    'not-reached': '時間内に処理できませんでした。この行以降をもう一度アップロードしてください。',
  },
  problems: {
    missing: 'ファイルを選択してください。',
    unreadable: 'ファイルを読み取れません。UTF-8、UTF-16、Shift_JIS のいずれかのCSVファイルを選択してください。',
    unclosed: (line: number) =>
      `${line.toLocaleString('ja')}行目の引用符（"）が閉じられていないため、ファイルを読み取れません。何も登録していません。`,
    empty: 'ファイルにAPIキーの行がありません。',
    'too-many': (most: number) =>
      `行数が多すぎます。${most.toLocaleString('ja')}行以下に分けてアップロードしてください。`,
  },
};

export const keyProblems = {
  'invalid-email': 'メールアドレスの形式が正しくありません。アドレスを1つ入力してください（例：hanako@example.com）。',
  malformed: 'APIキーの形式が正しくありません。半角英数字32文字で入力してください。',
  refused:
    'Sansan がこのAPIキーを受け付けませんでした。入力に誤りがないか、有効範囲が「すべて」のキーかをご確認ください。',
  'other-person': 'このAPIキーは、別の方に発行されたものです。メールアドレスとキーの組み合わせをご確認ください。',
  'other-owner':
    'このAPIキーは、これまでと異なる名刺所有者のものです。変更するには、先に本人が連携を解除する必要があります。',
  unavailable: 'Sansan に接続できず、APIキーを確認できませんでした。しばらく待ってからお試しください。',
} satisfies Record<KeyProblem, string>;
