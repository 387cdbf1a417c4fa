/** Why an open page no longer shows the current state, and what to do. */
export const stale = {
  causes: {
    'signed-out': 'サインインの有効期限が切れたか、サインアウトされたため、最新の状態を表示できません。',
    replaced:
      'このブラウザーで別のアカウントのサインイン、または再度のサインインが行われたため、このページの更新を停止しました。このページからの操作は受け付けられません。',
    changed: '画面の構成またはご利用条件が変わったため、最新の状態を表示できません。再読み込みしてください。',
    unreachable: '最新の状態を取得できていません。自動で再試行しています。',
  },
  reload: '再読み込み',
  /** Around the time of the last successful update. */
  asOf: { before: 'この表示は', after: '時点（日本時間）のものです。' },
};
