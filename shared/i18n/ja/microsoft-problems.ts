import type { SignInCause } from '../../identity/entra-error-codes.ts';
import type { Explanation } from '../explanation.ts';
import { grantConsent, openApp, openLog, privateWindow, waitAndRetry } from './phrases.ts';

/** Explanations of Microsoft's answers, whether they come while connecting, linking or checking. */
export const microsoftProblems = {
  cancelled: {
    title: 'サインインがキャンセルされました',
    happened: 'Microsoft の画面で同意せずに戻りました。',
    who: 'you',
    steps: [],
  },
  'approval-required': {
    title: '管理者の同意が必要です',
    happened: '組織全体の同意がないため、アクセスが許可されませんでした。',
    who: 'consenting-administrator',
    oneOf: true,
    steps: [...grantConsent],
    request:
      'Sansan の名刺を Outlook に連携するため、Microsoft 365 で、組織全体に対する管理者の同意をお願いいたします。',
  },
  'other-account': {
    title: '別の組織のアカウントです',
    happened: 'サインインしたアカウントは、連携先のテナントに属していません。個人用アカウントも使えません。',
    who: 'you',
    steps: ['次は、会社のアカウントを選んでください。', privateWindow],
  },
  'cross-tenant-blocked': {
    title: '組織間のアクセスが制限されています',
    happened: 'テナント間アクセス設定により、このアカウントのサインインは許可されませんでした。',
    who: 'microsoft-administrator',
    steps: ['自社のテナントに属するアカウントでサインインしてください。', openLog],
    request: 'このアプリへのサインインがテナント間アクセス設定で拒否されました。設定のご確認をお願いいたします。',
  },
  'tenant-not-found': {
    title: 'テナントが見つかりません',
    happened: 'この「ディレクトリ (テナント) ID」のテナントは存在しません。',
    who: 'administrator',
    steps: [
      {
        text: 'Entra 管理センターの「Entra ID」>「概要」で、テナントIDを確認してください。',
        page: 'tenant',
      },
      '「外部サービス連携」の画面で、正しいIDを入力し直してください。',
    ],
    request: '「外部サービス連携」に登録されているテナントIDのテナントが見つかりません。IDのご確認をお願いいたします。',
  },
  'app-removed': {
    title: 'アプリがテナントにありません',
    happened: 'このアプリへの同意がまだないか、アプリがテナントから削除されています。',
    who: 'consenting-administrator',
    steps: [{ text: '組織全体の同意をやり直してください。同意するとアプリが追加されます。', page: 'consent' }],
    request: 'Sansan の名刺を連携するアプリがテナントにありません。組織全体に対する管理者の同意をお願いいたします。',
  },
  'app-disabled': {
    title: 'アプリが無効になっています',
    happened: 'テナントの管理者が、このアプリへのサインインを無効にしています。',
    who: 'microsoft-administrator',
    steps: [openApp, '「プロパティ」の「ユーザーのサインインが有効になっていますか?」を「はい」にしてください。'],
    request: 'Sansan の名刺を連携するアプリが無効になっています。サインインを有効にしていただけますでしょうか。',
  },
  'app-misconfigured': {
    title: 'アプリの登録に不備があります',
    happened: 'アプリの登録に、必要なアクセス許可が記載されていません。',
    who: 'operator',
    steps: ['下の情報を添えて、サポート窓口にお問い合わせください。'],
  },
  'no-exchange': {
    title: 'Exchange Online が使えません',
    happened: 'テナントで Exchange Online が有効になっていないため、Outlook の連絡先に書き込めません。',
    who: 'microsoft-administrator',
    steps: [
      { text: 'Microsoft 365 管理センターで、Exchange Online を含むライセンスを確認してください。', page: 'licences' },
    ],
    request:
      'Outlook の連絡先への連携には Exchange Online が必要です。テナントで有効かどうか、ご確認をお願いいたします。',
  },
  'not-assigned': {
    title: 'アプリに割り当てられていません',
    happened:
      'このアプリは、割り当てられたユーザーだけが使える設定です。サインインしたアカウントは割り当てられていません。',
    who: 'microsoft-administrator',
    steps: [
      openApp,
      '「ユーザーとグループ」で割り当てるか、「プロパティ」の「割り当てが必要ですか?」を「いいえ」にしてください。',
    ],
    request: 'Sansan の名刺を連携するアプリに、私のアカウントを割り当てていただけますでしょうか。',
  },
  'blocked-by-policy': {
    title: '組織のポリシーで拒否されました',
    happened: '条件付きアクセスなどのポリシーにより、サインインが許可されませんでした。',
    who: 'microsoft-administrator',
    steps: [
      openLog,
      { text: '「条件付きアクセス」で、該当するポリシーを確認してください。', page: 'conditional-access' },
      'IPアドレスで制限している場合は、「外部サービス連携」の「設定」にある接続元IPアドレスを許可してください。',
    ],
    request: 'このアプリへのサインインが条件付きアクセスで拒否されました。ポリシーのご確認をお願いいたします。',
  },
  'mfa-required': {
    title: '多要素認証が必要です',
    happened: '組織の設定により、このサインインには多要素認証が必要です。',
    who: 'you',
    steps: ['次にサインインするときに、Microsoft の画面の案内に従って多要素認証を完了してください。'],
  },
  'session-ended': {
    title: 'サインインの有効期限が切れました',
    happened: 'パスワードの変更やセッションの取り消しなどにより、サインインが無効になりました。',
    who: 'you',
    steps: ['次も、同じアカウントでサインインしてください。'],
  },
  'account-disabled': {
    title: 'アカウントが無効になっています',
    happened: 'サインインしたアカウントは、管理者によって無効にされています。',
    who: 'microsoft-administrator',
    steps: [
      {
        text: 'Microsoft 365 管理センターの「アクティブなユーザー」で、アカウントを確認してください。',
        page: 'licences',
      },
    ],
    request: 'Microsoft 365 のアカウントが無効と表示されました。ご確認をお願いいたします。',
  },
  'no-lasting-access': {
    title: '継続的なアクセスが許可されていません',
    happened:
      'サインインはできましたが、Microsoft から受け取ったアクセス権は1時間ほどで切れます。アクセス許可「offline_access」がないため、以後の同期ができません。',
    who: 'consenting-administrator',
    steps: [
      {
        text: 'Entra 管理センターの「エンタープライズ アプリ」でこのアプリを選び、「アクセス許可」>「管理者の同意を与える」を押して、「offline_access」が一覧にあることを確認してください。',
        page: 'permissions',
      },
    ],
    request:
      'Sansan の名刺を Outlook に連携するアプリに、アクセス許可「offline_access」がありません。組織全体に対する管理者の同意をお願いいたします。',
    atLast: '繰り返し発生する場合は、下の情報を添えてサポート窓口にお問い合わせください。',
  },
  'consent-settling': {
    title: '同意が反映されるのを待っています',
    happened: '同意またはアプリの削除の直後で、Microsoft 側の処理がまだ終わっていません。',
    who: 'you',
    steps: ['15分ほどお待ちください。'],
  },
  'microsoft-unavailable': {
    title: 'Microsoft に接続できません',
    happened: 'Microsoft のサービスが一時的に応答しませんでした。',
    who: 'you',
    steps: [waitAndRetry],
  },
  'service-fault': {
    title: 'サービス側の問題で完了できませんでした',
    happened: 'このサービスの認証情報を Microsoft が受け付けませんでした。お客様の設定の問題ではありません。',
    who: 'operator',
    steps: [],
    atLast: '時間をおいても解消しない場合は、下の情報を添えてサポート窓口にお問い合わせください。',
  },
  refused: {
    title: 'サインインを完了できませんでした',
    happened: 'Microsoft が要求を受け付けませんでした。',
    who: 'you',
    steps: [],
    atLast: '繰り返し発生する場合は、下の情報を添えてサポート窓口にお問い合わせください。',
  },
} satisfies Record<SignInCause, Explanation>;
