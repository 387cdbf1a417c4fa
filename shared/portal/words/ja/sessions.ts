/** Where a person is signed in. */
export const sessions = {
  title: 'サインイン中のブラウザー',
  explanation:
    '現在サインインしているブラウザーの一覧です。心当たりのないものは、サインアウトしてください。どのサインインも、操作のないまま1時間、または開始から8時間で終了します。',
  startedAt: 'サインイン',
  seenAt: '最後の操作',
  thisOne: 'このブラウザー',
  endOthers: 'ほかのブラウザーをすべてサインアウト',
  ended: 'サインアウトしました。',
};
