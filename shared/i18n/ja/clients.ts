/** What one client shows of the folder, what to do there, and what could not be verified. */
export interface Client {
  readonly name: string;
  readonly shown: string;
  readonly steps: readonly string[];
  /** Empty when nothing is in doubt. */
  readonly unknown: string;
}

/**
 * What each client shows of the folder (PRODUCT B7). Sources: Microsoft's support pages for People and contacts, and
 * public reports of administrators who fill contact folders.
 */
export const clients: Readonly<Record<'newOutlook' | 'web' | 'classic' | 'outlookMobile' | 'phone' | 'teams', Client>> =
  {
    newOutlook: {
      name: '新しい Outlook（Windows）',
      shown: 'フォルダーは、左の一覧を展開したときだけ表示されます。',
      steps: [
        '左端の「連絡先」（人のアイコン）を開きます。',
        '左の一覧で「連絡先」または「フォルダー」の見出しを展開します。',
        '「Sansan」を選びます。',
      ],
      unknown: '',
    },
    web: {
      name: 'Outlook on the web',
      shown: 'フォルダーが左の一覧に表示されます。見出しが閉じている場合は、展開すると表示されます。',
      steps: [
        '左端の「連絡先」（人のアイコン）を開きます。',
        '左の一覧で「連絡先」または「フォルダー」の見出しを展開し、「Sansan」を選びます。',
      ],
      unknown: '',
    },
    classic: {
      name: '従来の Outlook（Windows）',
      shown: 'フォルダーが「個人用の連絡先」の下に表示されます。',
      steps: [
        '左端または左下の「連絡先」を開きます。',
        '「個人用の連絡先」の下の「Sansan」を選びます。見出しが閉じている場合は、展開します。',
        '複数のアカウントを使っている場合は、連携したアカウントの一覧をご覧ください。',
      ],
      unknown: '',
    },
    outlookMobile: {
      name: 'iPhone・Android の Outlook アプリ',
      shown:
        'アプリの「連絡先の保存」（連絡先の同期）で端末に保存されるのは、既定の「連絡先」フォルダーだけです。「Sansan」フォルダーは保存されないため、着信時に名前は表示されません。',
      steps: ['着信時に名前を表示するには、下の「スマートフォン本体の Exchange アカウント」を追加します。'],
      unknown: 'アプリの検索で「Sansan」フォルダーの連絡先が見つかるかどうかは、確認できていません。',
    },
    phone: {
      name: 'スマートフォン本体の Exchange アカウント',
      shown: 'すべての連絡先フォルダーが端末の連絡先に表示され、着信時にも名前が表示されます。',
      steps: [
        '端末の設定で、アカウントの追加から「Microsoft Exchange」を選び、連携したアカウントでサインインします。',
        'そのアカウントの「連絡先」をオンにします。',
        '端末の連絡先アプリの一覧（グループ）で「Sansan」を選びます。',
      ],
      unknown:
        '組織の設定で、端末本体へのアカウントの追加が禁止されていることがあります。その場合は管理者にご相談ください。画面の名称は機種によって異なります。',
    },
    teams: {
      name: 'Microsoft Teams',
      shown: '最上位の「連絡先」フォルダーだけが表示され、「Sansan」フォルダーは表示されません。',
      steps: ['「Sansan」の連絡先は、Outlook でご覧ください。'],
      unknown: '',
    },
  };
