/** What an administrator does first (PRODUCT G4). */
export const firstSteps = {
  title: '利用開始までの手順',
  steps: {
    consent: 'Microsoft 365 の管理者の同意を得る',
    keys: 'ユーザーのAPIキーを登録する',
    notices: '問題が起きたときのお知らせの送り先を設定する',
    link: '最初のユーザーに連携を案内する',
  },
  done: '完了',
  open: '未完了',
};
