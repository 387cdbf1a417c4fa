export const audit = {
  title: '操作の記録',
  titleOf: (address: string) => `${address} の記録`,
  everybody: 'すべての記録',
  explanation: '誰が、いつ、何をしたかの記録です。400日間保存します。名刺の内容は含まれません。',
  none: '記録はまだありません。',
  older: 'さらに古い記録',
  newest: '最新の記録',
  download: 'CSV をダウンロード',
  downloadHint: (most: string) => `新しい順に最大${most}件を出力します。Excel でそのまま開けます。`,
  service: 'サービス（自動）',
  linkHolder: '同意用リンクを受け取った方',
  columns: { at: '日時（日本時間）', actor: '実行者', event: '内容', user: '対象のユーザー', detail: '詳細' },
};
