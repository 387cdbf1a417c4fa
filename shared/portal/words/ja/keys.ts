/** The administrator's list of keys that wait for their people. */
export const keys = {
  accepted: (email: string) => `${email} のAPIキーを登録しました。`,
  waiting: '引き継ぎ待ちのAPIキー',
  waitingHint: '本人が次に「外部サービス連携設定」を開いたときに引き継がれ、この一覧から消えます。',
  others: '引き継ぎの後は「ユーザー」で確認できます。',
  noneWaits: '該当するAPIキーはありません。',
  suppliedAt: '登録日時',
  withdraw: '登録を取り消す',
  withdrawTitle: 'APIキーの登録を取り消しますか？',
  withdrawExplanation: (email: string) =>
    `${email} のAPIキーをこのサービスから削除します。本人が名刺を同期するには、あらためてキーを登録する必要があります。Sansan で発行したキー自体は、そのまま残ります。`,
  withdrawn: (email: string) => `${email} のAPIキーの登録を取り消しました。`,
};
