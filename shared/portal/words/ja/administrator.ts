/** What stands on several parts of the administrator's screen. */
export const administrator = {
  tabs: { connection: '連携', users: 'ユーザー', keys: 'APIキー', settings: '設定', audit: '操作の記録' },
  endingTitle: '連携解除の後片付け',
  endingProgress: (done: number, total: number) =>
    `すべての同期は止まりました。後片付けを進めています：${total.toLocaleString('ja')}名中 ${done.toLocaleString('ja')}名が完了`,
  endingAt: (share: number) => `後片付け中（${share.toLocaleString('ja', { style: 'percent' })}）`,
  endingOver: '後片付けが完了しました。',
  endingShow: '進み具合を見る',
  endingDone: (people: number, at: string) =>
    people === 0
      ? `${at} に連携を解除しました。`
      : `${at} に連携を解除しました。${people.toLocaleString('ja')}名の連携の後片付けも完了しています。`,
};
