export const errors = {
  forbidden: { title: '権限がありません', text: 'このページを開く権限がありません。' },
  'not-found': { title: 'ページが見つかりません', text: 'お探しのページは見つかりませんでした。' },
  'form-refused': {
    title: '送信を受け付けられませんでした',
    text: 'ページの有効期限が切れたか、別のサイトから送信されました。前のページを開き直して、もう一度お試しください。',
  },
  'too-large': { title: '送信された内容が大きすぎます', text: '内容を小さくして、もう一度お試しください。' },
  internal: {
    title: '問題が発生しました',
    text: '処理を完了できませんでした。しばらく待ってから、もう一度お試しください。',
  },
  reference: (reference: string) => `お問い合わせ番号：${reference}`,
};
