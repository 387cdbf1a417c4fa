/** Where the folder is on each client (PRODUCT B7). Sources: Microsoft's support pages for People and contacts. */
export const where = {
  title: 'フォルダーの場所',
  open: 'Outlook on the web で開く',
  clients: [
    {
      name: 'Outlook on the web・新しい Outlook',
      steps: [
        '左端の「連絡先」（人のアイコン）を開きます。',
        '左の一覧で「連絡先」または「フォルダー」の見出しが閉じている場合は、展開します。',
        '「Sansan」を選びます。',
      ],
    },
    {
      name: '従来の Outlook（デスクトップ）',
      steps: [
        '左端または左下の「連絡先」を開きます。',
        '「個人用の連絡先」の下の「Sansan」を選びます。見出しが閉じている場合は、展開します。',
        '複数のアカウントを使っている場合は、連携したアカウントの一覧をご覧ください。',
      ],
    },
    {
      name: 'iPhone・Android の Outlook アプリ',
      steps: [
        '検索欄に名前を入力すると、連絡先が見つかります。',
        '着信時に名前を表示するには、アプリの「設定」でアカウントを選び、連絡先の同期（連絡先の保存）をオンにします。',
      ],
    },
  ],
  missing:
    '見つからない場合は、上の「連携中のアカウント」と同じアカウントで Outlook にサインインしているかをご確認ください。',
};
