/** Whether people may link the mailbox of another account than that of the portal (PRODUCT B1). */
export const otherAccounts = {
  title: '連携できるアカウント',
  allowed: 'ポータルと異なるアカウントのメールボックスとの連携を許可する',
  hint: '許可する場合も、連携の前に本人に確認します。許可しない場合、すでに連携しているメールボックスの同期は続きますが、再連携はできません。',
  save: 'アカウントの設定を保存',
  saved: '連携できるアカウントの設定を保存しました。',
};
