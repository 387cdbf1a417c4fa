/** What stands on several parts of the administrator's screen. */
export const administrator = {
  tabs: { connection: '接続', users: 'ユーザー', keys: 'APIキー', settings: '設定', audit: '操作の記録' },
  endingTitle: '連携解除の後片付け',
  endingProgress: (done: number, total: number) =>
    `すべての同期は止まりました。後片付けを進めています：${total.toLocaleString('ja')}名中 ${done.toLocaleString('ja')}名が完了`,
};
