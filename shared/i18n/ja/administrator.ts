/** Texts shared by several tabs of the administrator's screen. */
export const administrator = {
  tabs: { connection: '連携', users: 'ユーザー', keys: 'APIキー', settings: '設定', audit: '操作の記録' },
  ending: '解除中',
  endingTitle: '連携の解除処理',
  endingNow: '連携の解除処理を行っています。',
  endingProgress: (done: number, total: number) =>
    `すべての同期を停止しました。連携の解除処理を進めています（${total.toLocaleString('ja')}名中${done.toLocaleString('ja')}名が完了）。`,
  endingAt: (share: number) => `解除処理中（${share.toLocaleString('ja', { style: 'percent' })}）`,
  endingOver: '連携の解除処理が完了しました。',
  endingShow: '進行状況を見る',
  endingDone: (people: number, at: string) =>
    people === 0
      ? `${at} に連携を解除しました。`
      : `${at} に連携を解除しました。${people.toLocaleString('ja')}名の連携の解除処理も完了しています。`,
};
