/** The administrator's list of keys that wait for their people. */
export const keys = {
  accepted: (email: string) => `${email} のAPIキーを登録しました。`,
  waiting: '利用開始前のAPIキー',
  waitingHint: '本人が「外部サービス連携設定」を開くと、この一覧から「ユーザー」に移ります。',
  others: '利用開始後の状態は「ユーザー」で確認できます。',
  noneWaits: '利用開始前のAPIキーはありません。',
  suppliedAt: '登録日時',
  withdraw: '登録を取り消す',
  withdrawTitle: 'APIキーの登録を取り消しますか？',
  withdrawExplanation: (email: string) =>
    `${email} のAPIキーをこのサービスから削除します。本人が名刺を同期するには、あらためてキーを登録する必要があります。Sansan で発行したキー自体は、そのまま残ります。`,
  withdrawn: (email: string) => `${email} のAPIキーの登録を取り消しました。`,
};
