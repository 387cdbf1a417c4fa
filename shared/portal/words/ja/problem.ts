export const problem = {
  whatHappened: '何が起きたか',
  whoActs: '対応する方',
  whatNext: '次の手順',
  support: 'サポート用の情報',
  entraAdminCentre: 'Microsoft Entra 管理センターを開く',
  messageForAdministrator: '管理者に送る文面',
  approvalRequest: (client: string) =>
    `お疲れさまです。Sansan の名刺を Outlook に連携するため、組織全体の同意をお願いします。\nMicrosoft Entra 管理センター > エンタープライズ アプリケーション > 該当のアプリ > アクセス許可 > 「管理者の同意を与える」\nアプリケーション ID：${client}`,
};
