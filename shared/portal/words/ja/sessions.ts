/** Where a person is signed in. */
export const sessions = {
  title: 'サインイン中のブラウザー',
  explanation:
    '現在サインインしているブラウザーの一覧です。心当たりのないブラウザーは、サインアウトしてください。サインインは、操作がないまま1時間が過ぎるか、開始から8時間が過ぎると終了します。',
  startedAt: 'サインイン日時',
  seenAt: '最後の操作',
  thisOne: 'このブラウザー',
  endOthers: 'ほかのすべてのブラウザーからサインアウト',
  ended: 'サインアウトしました。',
};
