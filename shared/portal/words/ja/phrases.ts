/** What several texts say in the same words. */
export const FOLDER_EXISTS =
  'Outlookの連絡先に「Sansan」とのフォルダーが既に存在しているため、連携が完了できません。フォルダー名を変更するか、削除してください。';
export const administrator = 'Microsoft 365 の管理者（グローバル管理者または特権ロール管理者）';
export const you = 'ご自身で操作できます。';
export const restartConsent = '前の画面に戻り、「保存」からもう一度やり直してください。';
export const restartLink = '前の画面に戻り、「連携」からもう一度やり直してください。';
export const privateWindow =
  'ブラウザーが別のアカウントを記憶していることがあります。InPrivate ウィンドウ（シークレット ウィンドウ）で開いてやり直してください。';
