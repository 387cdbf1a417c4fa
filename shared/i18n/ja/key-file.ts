export const keyFile = {
  title: 'CSV ファイルでまとめて登録',
  explanation: (most: number) =>
    `1行に1名分の「メールアドレス,APIキー」を並べた CSV ファイルをアップロードします（最大${most.toLocaleString('ja')}行）。見出し行の有無は問いません。文字コードは UTF-8 と Shift_JIS に対応しています。`,
  sample: 'ファイルの例',
  choose: 'CSV ファイル',
  duration:
    'キーを1件ずつ Sansan で確認するため、1,000行では数分かかることがあります。結果が表示されるまでお待ちください。',
  upload: 'アップロード',
  resultTitle: '登録の結果',
  result: (accepted: number, total: number) =>
    `${total.toLocaleString('ja')}行中${accepted.toLocaleString('ja')}行のAPIキーを登録しました。`,
  line: '行番号',
  outcome: '結果',
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
    unreadable: 'ファイルを読み取れません。UTF-8 または Shift_JIS の CSV ファイルを選択してください。',
    empty: 'ファイルにAPIキーの行がありません。',
    'too-many': (most: number) =>
      `行数が多すぎます。${most.toLocaleString('ja')}行以下に分けてアップロードしてください。`,
  },
};
