import type { SignInCause } from '../../identity/entra-error-codes.ts';
import type { Explanation } from '../explanation.ts';
import {
  contactSupport,
  findTenant,
  grantConsent,
  ifItRepeats,
  openApp,
  openLog,
  pleaseConsent,
  privateWindow,
  waitAndRetry,
  waysToConsent,
} from './phrases.ts';

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
    oneOf: waysToConsent,
    steps: [...grantConsent],
    request: pleaseConsent,
  },
  'other-account': {
    title: '別の組織のアカウントです',
    happened: 'サインインしたアカウントは、連携先のテナントに属していません。個人用アカウントも使えません。',
    who: 'you',
    steps: [],
    next: ['Microsoft の画面で、自社のアカウントを選んでください。', privateWindow],
  },
  'cross-tenant-blocked': {
    title: '組織間のアクセスが制限されています',
    happened: 'テナント間アクセス設定により、このアカウントのサインインは許可されませんでした。',
    who: 'microsoft-administrator',
    first: ['他社のアカウントを選んだ場合は、自社のアカウントでやり直してください。'],
    steps: [openLog],
    request: 'このアプリへのサインインがテナント間アクセス設定で拒否されました。設定のご確認をお願いいたします。',
  },
  'tenant-not-found': {
    title: 'テナントが見つかりません',
    happened: 'この「ディレクトリ (テナント) ID」のテナントは存在しません。',
    who: 'administrator',
    steps: [
      findTenant,
      '「外部サービス連携」の「連携」のページで、「連携を解除」を押し、正しいIDで設定し直してください。',
    ],
    request: '「連携」のページで登録されたテナントIDのテナントが見つかりません。IDのご確認をお願いいたします。',
  },
  'app-removed': {
    title: 'アプリがテナントにありません',
    happened: 'このアプリへの同意がまだないか、アプリがテナントから削除されています。',
    who: 'consenting-administrator',
    steps: [
      { text: '組織全体に対して同意してください。同意すると、アプリがテナントに追加されます。', page: 'consent' },
    ],
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
    steps: [contactSupport],
    again: [],
  },
  'no-exchange': {
    title: 'Exchange Online が使えません',
    happened: 'テナントで Exchange Online が有効になっていないため、Outlook の連絡先に書き込めません。',
    who: 'microsoft-administrator',
    steps: [
      { text: 'Microsoft 365 管理センターで、Exchange Online を含むライセンスを確認してください。', page: 'licenses' },
    ],
    request:
      'Outlook の連絡先への連携には Exchange Online が必要です。テナントで有効かどうか、ご確認をお願いいたします。',
  },
  'not-assigned': {
    title: 'アカウントがアプリに割り当てられていません',
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
      'IPアドレスで制限している場合は、このサービスの接続元IPアドレスを許可してください。',
    ],
    request:
      'このアプリへのサインインが条件付きアクセスなどのポリシーで拒否されました。ポリシーのご確認をお願いいたします。',
  },
  'mfa-required': {
    title: '多要素認証が必要です',
    happened: '組織の設定により、このサインインには多要素認証が必要です。',
    who: 'you',
    steps: [],
    next: ['Microsoft の画面の案内に従って、多要素認証を完了してください。'],
  },
  'session-ended': {
    title: 'サインインが無効になりました',
    happened: 'パスワードの変更やセッションの取り消しなどがあったため、もう一度サインインする必要があります。',
    who: 'you',
    steps: [],
    next: ['Microsoft の画面で、同じアカウントを選んでください。'],
  },
  'account-disabled': {
    title: 'アカウントが無効になっています',
    happened: 'サインインしたアカウントは、管理者によって無効にされています。',
    who: 'microsoft-administrator',
    steps: [
      {
        text: 'Microsoft 365 管理センターの「アクティブなユーザー」で、アカウントを確認してください。',
        page: 'licenses',
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
        text: 'Entra 管理センターの「エンタープライズ アプリ」でこのアプリを選び、「アクセス許可」>「管理者の同意を与えます」を押して、「offline_access」が一覧にあることを確認してください。',
        page: 'permissions',
      },
    ],
    request:
      'Sansan の名刺を Outlook に連携するアプリに、アクセス許可「offline_access」がありません。組織全体に対する管理者の同意をお願いいたします。',
    next: [ifItRepeats],
  },
  'consent-settling': {
    title: '同意がまだ反映されていません',
    happened: '同意またはアプリの削除の直後で、Microsoft 側の処理がまだ終わっていません。',
    who: 'you',
    steps: ['15分ほどお待ちください。'],
  },
  'microsoft-unavailable': {
    title: 'Microsoft に接続できません',
    happened: 'Microsoft のサービスから一時的に応答がありません。',
    who: 'you',
    steps: [waitAndRetry],
  },
  'service-fault': {
    title: 'このサービス側に問題があります',
    happened: 'このサービスの認証情報を Microsoft が受け付けませんでした。お客様の設定の問題ではありません。',
    who: 'operator',
    steps: [],
    next: [ifItRepeats],
  },
  refused: {
    title: 'サインインを完了できませんでした',
    happened: 'Microsoft が要求を受け付けませんでした。',
    who: 'you',
    steps: [],
    next: [ifItRepeats],
  },
} satisfies Record<SignInCause, Explanation>;
