/** Another account than at the portal was chosen for linking. */
export const accountQuestion = {
  title: '別のアカウントを連携しますか？',
  accounts: (portal: string, mailbox: string) =>
    `ポータルには ${portal} でサインインしていますが、メールボックスは ${mailbox} を選んでいます。`,
  consequence:
    'このまま連携すると、ご自身の名刺が、選んだアカウントの連絡先に書き込まれます。まだ何も変更していません。',
  confirm: 'このアカウントを連携する',
};
