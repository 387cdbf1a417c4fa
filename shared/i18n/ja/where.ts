/** Where the folder is (PRODUCT B7); what each client shows of it is in `clients.ts`. */
export const where = {
  title: 'フォルダーの場所',
  open: 'Outlook on the web で開く',
  missing:
    '見つからない場合は、上の「連携中のアカウント」と同じアカウントで Outlook にサインインしているかをご確認ください。Outlook for Mac など、ここにないアプリでの表示は確認できていません。',
};
