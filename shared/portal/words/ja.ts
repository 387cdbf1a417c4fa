import type { Counts, StopReason } from '../../links/link-head.ts';
import type { ActivityKind } from '../../telemetry/activity.ts';
import type { ConnectProblem, Explanation, KeyProblem, LinkProblem, SignInProblem } from '../problem.ts';

const FOLDER_EXISTS =
  'Outlookの連絡先に「Sansan」とのフォルダーが既に存在しているため、連携が完了できません。フォルダー名を変更するか、削除してください。';

const administrator = 'Microsoft 365 の管理者（グローバル管理者または特権ロール管理者）';
const you = 'ご自身で操作できます。';
const restartConsent = '前の画面に戻り、「保存」からもう一度やり直してください。';
const restartLink = '前の画面に戻り、「連携」からもう一度やり直してください。';
const privateWindow =
  'ブラウザーが別のアカウントを記憶していることがあります。InPrivate ウィンドウ（シークレット ウィンドウ）で開いてやり直してください。';

export const ja = {
  language: '日本語',
  otherLanguage: 'English',
  product: 'meishi-sync',
  productLine: 'Sansan の名刺を Outlook の連絡先へ',
  externalServices: '外部サービス連携',
  externalServicesSettings: '外部サービス連携設定',
  microsoft365: 'Microsoft 365',
  skipToContent: '本文へ移動',
  signIn: 'サインイン',
  signOut: 'サインアウト',
  signedInAs: (name: string) => `${name} さん`,
  back: '戻る',
  save: '保存',
  cancel: 'キャンセル',

  home: {
    title: 'ホーム',
    welcome: 'Sansan の名刺を、Outlook の連絡先に。',
    explanation:
      'マイデータの名刺を Outlook の連絡先フォルダー「Sansan」に書き込み、30分ごとに最新の状態に保ちます。連携は Sansan から Outlook への一方向です。',
    signInFirst: 'ご利用になるには、サインインしてください。',
    mySettings: '自分の Outlook に名刺を連携する',
    mySettingsHint: 'メールボックスの連携、同期の状況の確認、連携の解除',
    organizationSettings: '組織の設定をする',
    organizationSettingsHint: 'Microsoft 365 テナントとの接続、APIキーの登録、利用状況の確認',
  },

  plan: {
    title: 'ご契約プランの対象外です',
    happened: 'ご契約中のプランには、Microsoft 365 連携が含まれていません。',
    endings: '連携済みの場合、解除はいつでもできます。',
    next: 'ご利用を希望される場合は、弊社の営業担当者またはサポート窓口までお問い合わせください。すでに連携済みの方の同期は一時停止しており、データは失われません。プランが戻ると再開します。',
  },

  organization: {
    title: '外部サービス連携',
    capability: { contacts: '連絡先への名刺の書き込み', mail: 'メールの送受信履歴の読み取り' },
    mailOff: 'この機能はまだご利用いただけません。',
    allow: '許可する',
    tenantId: 'ディレクトリ (テナント) ID',
    tenantIdHint: '36文字の ID です（例：12345678-90ab-cdef-1234-567890abcdef）。',
    tenantIdInvalid: 'ディレクトリ (テナント) ID の形式が正しくありません。ハイフンを含む36文字で入力してください。',
    tenantIdGuide: 'ディレクトリ (テナント) ID の調べ方',
    tenantIdSteps: [
      'Microsoft Entra 管理センター（entra.microsoft.com）に、自社のアカウントでサインインします。',
      '左のメニューから「Entra ID」>「概要」を開きます。',
      '「基本情報」にある「テナント ID」をコピーし、上の欄に貼り付けます。',
    ],
    afterSaving:
      '「保存」を押すと Microsoft の同意画面に移ります。グローバル管理者または特権ロール管理者でサインインし、組織全体に対して承諾してください。',
    waiting: '同意待ち',
    waitingExplanation: '同意がまだ完了していません。もう一度同意画面を開くには「保存」を押してください。',
    waitingUntil: (time: string) => `この依頼は ${time} まで有効です。`,
    expired: '依頼の有効期限が切れました。「保存」を押してやり直してください。',
    connected: '連携中',
    connectedTenant: 'テナント ID',
    connectedBy: '同意した管理者',
    connectedAt: '同意日時',
    notConnected: '未連携',
    disconnect: '連携解除',
    disconnectTitle: '連携を解除しますか？',
    disconnectExplanation: (users: number) =>
      `解除すると、${users.toLocaleString('ja')}名のユーザーの連携がすべて終了し、同期はただちに止まります。Outlook の「Sansan」フォルダーとその中の連絡先は、そのまま残ります。`,
    disconnectMail: '解除すると、メールの送受信履歴の読み取りの許可が終了します。',
    disconnectConfirm: 'すべての連携を解除する',
    lastAttempt: '前回の結果',
    apiKeys: 'Sansan Open API キー',
    apiKeysExplanation:
      '名刺を読み取るために、ユーザーごとの API キーが必要です。Sansan の「管理者設定」>「外部サービス連携」> API で発行したキーを登録してください。登録後にキーを表示することはできません。',
    email: 'メールアドレス',
    apiKey: 'APIキー',
    register: '登録',
    keyAccepted: 'APIキーを登録しました。',
    cardUrl: '名刺詳細画面のURL',
    cardUrlExplanation:
      '連絡先のメモ欄に、名刺詳細画面へのリンクを書き込みます。名刺を1枚開いてURLを貼り付け、名刺IDの部分を {id} に置き換えてください。空欄の場合は名刺IDを書き込みます。',
    cardUrlInvalid: 'https で始まり、{id} を含む、許可されたサイトのURLを入力してください。',
    cardUrlSaved: '名刺詳細画面のURLを保存しました。',
    users: 'ユーザーの連携状況',
    noUsers: 'まだ連携したユーザーはいません。',
    user: 'ユーザー',
    state: '状態',
    lastSuccess: '最後に成功した同期',
    cards: '連絡先の数',
    activity: '操作の記録',
    outboundAddresses: '接続元IPアドレス',
    outboundAddressesHint: 'IPアドレスでアクセスを制限している場合は、次のアドレスを許可してください。',
  },

  settings: {
    title: '外部サービス連携設定',
    link: '連携',
    linkExplanation:
      '「連携」を押すと Microsoft のサインイン画面に移ります。名刺を連携したい Outlook のアカウントを選んでください。',
    notConnected: '組織の管理者が、まだ Microsoft 365 との接続を設定していません。管理者にお問い合わせください。',
    keyMissing: 'APIキーが登録されていません。登録すると同期が始まります。',
    keyRegistered: 'APIキーは登録済みです。',
    keyExplanation: '自分の API キーを登録・変更できます。管理者が登録している場合、この操作は不要です。',
    keyAccepted: 'APIキーを登録しました。',
    linkedAccount: '連携中のアカウント',
    folder: 'Outlook のフォルダー',
    running: '同期しています',
    progress: (done: number, total: number) => `${total.toLocaleString('ja')}件中 ${done.toLocaleString('ja')}件`,
    starting: '同期を始めています。しばらくお待ちください。',
    lastSuccess: '最後に成功した同期',
    never: 'まだありません',
    nextRun: '次回の同期',
    within30Minutes: '30分以内',
    lastRun: '前回の同期の内容',
    counts: ({ cards, created, updated, removed }: Counts) =>
      `連絡先 ${cards.toLocaleString('ja')}件（追加 ${created}、更新 ${updated}、削除 ${removed}）`,
    parked: (count: number) => `書き込めなかった名刺：${count}件`,
    hold: (removals: number, of: number) =>
      `${of.toLocaleString('ja')}件中 ${removals.toLocaleString('ja')}件の連絡先を削除することになりますが、件数が多いため保留しています。`,
    holdApply: '削除を実行',
    holdKeep: '連絡先を残す',
    holdDecided: 'ご指定のとおりに処理しています。',
    asked: '同期を依頼しました。まもなく始まります。',
    syncNow: '今すぐ同期',
    rebuild: '再構築',
    rebuildHint: 'フォルダーの中身を名刺とすべて照合し、欠けているものを補います。',
    unlink: '連携を解除',
    unlinkTitle: '連携を解除しますか？',
    unlinkExplanation: '同期はただちに止まり、お預かりしている認証情報は削除されます。',
    keepFolder: 'Outlook の「Sansan」フォルダーを残す',
    deleteFolder: 'Outlook の「Sansan」フォルダーを削除する',
    unlinking: '解除の後片付けをしています。まもなく完了します。',
    state: {
      'not-linked': '未連携',
      linking: '連携の途中',
      linked: '連携中',
      'reconnect-needed': '再連携が必要',
      unlinking: '解除中',
    },
    stopped: {
      'access-revoked':
        'Microsoft がアクセスの許可を取り消しました（パスワードのリセットなど）。「連携」から、同じアカウントでもう一度サインインしてください。',
      'no-mailbox': 'メールボックスが見つかりません。Exchange Online のライセンスを管理者にご確認ください。',
      'key-refused': 'APIキーが Sansan に拒否されました。新しいキーを登録してください。',
      'access-denied': '連絡先へのアクセスが拒否されました。管理者に、条件付きアクセスなどの設定をご確認ください。',
    } satisfies Record<StopReason, string>,
    failure: (code: string): string =>
      ({
        throttled: 'Microsoft から待機を求められています。自動的に再開します。',
        'mailbox-throttled': 'Microsoft から待機を求められています。自動的に再開します。',
        'cards-throttled': 'Sansan から待機を求められています。自動的に再開します。',
        'cards-unavailable': 'Sansan に接続できませんでした。自動的に再試行します。',
        'mailbox-full': 'メールボックスの容量が不足しています。空き容量を増やしてください。',
        'mailbox-mailbox-full': 'メールボックスの容量が不足しています。空き容量を増やしてください。',
        'mailbox-no-mailbox': 'メールボックスが見つかりません。Exchange Online のライセンスを管理者にご確認ください。',
        'folder-name-taken': FOLDER_EXISTS,
        'consent-missing': '組織全体の同意がありません。管理者にお問い合わせください。',
      })[code] ?? '一時的な問題が発生しました。自動的に再試行します。',
    where: 'フォルダーの場所',
    whereSteps: [
      'Outlook on the web・新しい Outlook：左の「連絡先」を開き、「連絡先」の下を展開すると「Sansan」が表示されます。',
      'Outlook（デスクトップ）：画面左下の「連絡先」を開き、連絡先の一覧から「Sansan」を選びます。別のアカウントの一覧が閉じている場合は展開してください。',
      'スマートフォン：Outlook アプリの「設定」で連絡先の同期を有効にしてください。',
    ],
    activity: '最近の記録',
  },

  activity: {
    'consent-asked': '管理者の同意を依頼しました',
    'consent-failed': '同意が完了しませんでした',
    connected: 'Microsoft 365 と接続しました',
    disconnected: 'Microsoft 365 との接続を解除しました',
    linked: 'メールボックスを連携しました',
    unlinked: '連携を解除しました',
    'key-supplied': 'APIキーを登録しました',
    'first-sync-finished': '最初の同期が完了しました',
    'folder-made-again': 'フォルダーが削除されていたため、新しく作成しました',
    'removals-held': '多数の削除を保留しました',
    'reconnect-needed': '再連携が必要になりました',
    'run-poisoned': '同期を何度か試みましたが完了できませんでした',
  } satisfies Record<ActivityKind, string>,

  problem: {
    whatHappened: '何が起きたか',
    whoActs: '対応する方',
    whatNext: '次の手順',
    support: 'サポート用の情報',
    entraAdminCentre: 'Microsoft Entra 管理センターを開く',
    messageForAdministrator: '管理者に送る文面',
    approvalRequest: (client: string) =>
      `お疲れさまです。Sansan の名刺を Outlook に連携するため、組織全体の同意をお願いします。\nMicrosoft Entra 管理センター > エンタープライズ アプリケーション > 該当のアプリ > アクセス許可 > 「管理者の同意を与える」\nアプリケーション ID：${client}`,
  },

  connectProblems: {
    cancelled: {
      title: '同意がキャンセルされました',
      happened: 'Microsoft の同意画面で、承諾されずに戻りました。',
      who: administrator,
      steps: [restartConsent, '承認の依頼だけを送信した場合は、承認された後にもう一度お試しください。'],
    },
    'approval-required': {
      title: '管理者の同意が必要です',
      happened: 'サインインしたアカウントには、組織全体に同意する権限がありません。',
      who: administrator,
      steps: [privateWindow, restartConsent],
    },
    'other-account': {
      title: '別の組織のアカウントです',
      happened: 'サインインしたアカウントは、入力されたテナントに属していません。',
      who: administrator,
      steps: [privateWindow, restartConsent],
    },
    'tenant-not-found': {
      title: 'テナントが見つかりません',
      happened: '入力されたディレクトリ (テナント) ID のテナントは存在しません。',
      who: you,
      steps: ['ディレクトリ (テナント) ID をご確認のうえ、入力し直してください。'],
    },
    'app-disabled': {
      title: 'アプリが無効になっているか、削除されています',
      happened: 'テナントの管理者が、このアプリを無効にしたか削除しました。',
      who: administrator,
      steps: [
        'Microsoft Entra 管理センターの「エンタープライズ アプリケーション」で、このアプリを有効にしてください。',
        restartConsent,
      ],
    },
    'blocked-by-policy': {
      title: '組織のポリシーにより拒否されました',
      happened: '条件付きアクセスなどのポリシーが、このサインインを許可しませんでした。',
      who: administrator,
      steps: ['Microsoft Entra 管理センターのサインイン ログで、理由をご確認ください。', restartConsent],
    },
    'microsoft-unavailable': {
      title: 'Microsoft に接続できません',
      happened: 'Microsoft のサービスが一時的に応答しませんでした。',
      who: you,
      steps: ['しばらく待ってから、もう一度お試しください。'],
    },
    refused: {
      title: 'サインインを完了できませんでした',
      happened: 'Microsoft が要求を受け付けませんでした。',
      who: you,
      steps: [restartConsent, '繰り返し発生する場合は、下の情報を添えてサポート窓口にお問い合わせください。'],
    },
    'not-ours': {
      title: '同意を確認できませんでした',
      happened:
        'この応答は、このブラウザーから始めた手続きのものではないか、使用済みか、有効期限が切れています。何も変更していません。',
      who: you,
      steps: [restartConsent],
    },
    'not-administrator': {
      title: '管理者のアカウントではありません',
      happened: '確認のためにサインインしたアカウントは、グローバル管理者でも特権ロール管理者でもありません。',
      who: administrator,
      steps: ['PIM をお使いの場合は、先にロールを有効にしてください。', privateWindow, restartConsent],
    },
    'other-tenant': {
      title: '別のテナントです',
      happened: '同意したテナントが、入力されたディレクトリ (テナント) ID と一致しません。',
      who: administrator,
      steps: ['入力した ID と、サインインしたアカウントの組織をご確認ください。', restartConsent],
    },
    'not-granted': {
      title: '同意が付与されていません',
      happened: '必要なアクセス許可が、テナントに付与されていません。',
      who: administrator,
      steps: [restartConsent],
    },
    overtaken: {
      title: '手続きが新しいものに置き換えられました',
      happened: '同意を待つ間に、別の手続きが始まったか、連携が解除されました。',
      who: you,
      steps: [restartConsent],
    },
    'capability-off': {
      title: 'この機能は利用できません',
      happened: 'この機能のアプリ登録がまだ設定されていません。',
      who: 'サービスの提供者',
      steps: ['サポート窓口にお問い合わせください。'],
    },
    'already-connected': {
      title: 'すでに連携しています',
      happened: '別のテナントに変更するには、先に連携を解除してください。',
      who: you,
      steps: ['「連携解除」の後に、もう一度設定してください。'],
    },
  } satisfies Record<ConnectProblem, Explanation>,

  linkProblems: {
    cancelled: {
      title: 'サインインがキャンセルされました',
      happened: 'Microsoft の画面で、承諾されずに戻りました。',
      who: you,
      steps: [restartLink],
    },
    'approval-required': {
      title: '管理者の承認が必要です',
      happened: '組織全体の同意がまだないため、連携できませんでした。',
      who: administrator,
      steps: [
        'Microsoft Entra 管理センターで「エンタープライズ アプリケーション」を開きます。',
        'このアプリを選び、「アクセス許可」>「管理者の同意を与える」を押します。',
        '同意の後に、もう一度「連携」をお試しください。',
      ],
    },
    'other-account': {
      title: '別の組織のアカウントです',
      happened:
        'サインインしたアカウントは、組織が接続しているテナントに属していません。個人用アカウントも使えません。',
      who: you,
      steps: [privateWindow, '会社のアカウントを選んで、もう一度お試しください。'],
    },
    'guest-account': {
      title: 'ゲスト アカウントは連携できません',
      happened:
        'サインインしたアカウントは、このテナントのゲストです。連絡先はゲストのメールボックスには書き込めません。',
      who: you,
      steps: ['自社のアカウントを選んで、もう一度お試しください。'],
    },
    'tenant-not-found': {
      title: 'テナントが見つかりません',
      happened: '組織が接続しているテナントが見つかりません。',
      who: '組織の管理者',
      steps: ['管理者に、外部サービス連携の設定を確認するよう依頼してください。'],
    },
    'app-disabled': {
      title: 'アプリが無効になっているか、削除されています',
      happened: 'Microsoft 365 の管理者が、このアプリを無効にしたか削除しました。',
      who: administrator,
      steps: ['Microsoft Entra 管理センターの「エンタープライズ アプリケーション」を確認するよう依頼してください。'],
    },
    'blocked-by-policy': {
      title: '組織のポリシーにより拒否されました',
      happened: '条件付きアクセスなどのポリシーが、このサインインを許可しませんでした。',
      who: administrator,
      steps: ['下の情報を添えて、管理者にお問い合わせください。'],
    },
    'microsoft-unavailable': {
      title: 'Microsoft に接続できません',
      happened: 'Microsoft のサービスが一時的に応答しませんでした。',
      who: you,
      steps: ['しばらく待ってから、もう一度お試しください。'],
    },
    refused: {
      title: 'サインインを完了できませんでした',
      happened: 'Microsoft が要求を受け付けませんでした。',
      who: you,
      steps: [restartLink, '繰り返し発生する場合は、下の情報を添えてサポート窓口にお問い合わせください。'],
    },
    'not-ours': {
      title: 'サインインを確認できませんでした',
      happened:
        'この応答は、このブラウザーから始めた手続きのものではないか、使用済みか、有効期限が切れています。何も変更していません。',
      who: you,
      steps: [restartLink],
    },
    'not-connected': {
      title: '組織がまだ接続していません',
      happened: '組織の Microsoft 365 との接続が設定されていないか、解除されました。',
      who: '組織の管理者',
      steps: ['管理者に、外部サービス連携の設定を依頼してください。'],
    },
    'already-linked': {
      title: 'すでに連携しています',
      happened: 'メールボックスは連携済みです。',
      who: you,
      steps: ['別のアカウントに変更するには、先に連携を解除してください。'],
    },
    'cleaning-up': {
      title: '前回の連携の後片付けをしています',
      happened: '解除した連携の後片付けがまだ終わっていません。',
      who: you,
      steps: ['1分ほど待ってから、もう一度お試しください。'],
    },
    'another-mailbox': {
      title: '別のアカウントです',
      happened: '再連携では、これまでと同じアカウントでサインインする必要があります。',
      who: you,
      steps: ['同じアカウントを選ぶか、先に連携を解除してください。'],
    },
    'folder-exists': {
      title: '連携が完了できません',
      happened: FOLDER_EXISTS,
      who: you,
      steps: ['Outlook で「Sansan」フォルダーの名前を変更するか、削除してください。', restartLink],
    },
    'no-mailbox': {
      title: 'メールボックスがありません',
      happened: 'このアカウントには、Exchange Online のメールボックスがありません。',
      who: administrator,
      steps: ['Exchange Online のライセンスが割り当てられているか、管理者にご確認ください。'],
    },
    'mailbox-unavailable': {
      title: 'メールボックスに接続できません',
      happened: 'Outlook が一時的に応答しませんでした。',
      who: you,
      steps: ['しばらく待ってから、もう一度お試しください。途中まで進んだ手続きは、次回に引き継がれます。'],
    },
  } satisfies Record<LinkProblem, Explanation>,

  signInProblems: {
    cancelled: {
      title: 'サインインがキャンセルされました',
      happened: 'サインインせずに戻りました。',
      who: you,
      steps: ['もう一度サインインしてください。'],
    },
    refused: {
      title: 'サインインできませんでした',
      happened: 'サインインの応答を確認できませんでした。',
      who: you,
      steps: ['もう一度サインインしてください。'],
    },
    unavailable: {
      title: 'サインインできませんでした',
      happened: 'サインインのサービスに接続できません。',
      who: you,
      steps: ['しばらく待ってから、もう一度お試しください。'],
    },
    'without-organization': {
      title: '組織に所属していません',
      happened: 'このアカウントは、どの組織にも所属していません。',
      who: '組織の管理者',
      steps: ['管理者にお問い合わせください。'],
    },
    'not-ours': {
      title: 'サインインを確認できませんでした',
      happened: 'この応答は、このブラウザーから始めた手続きのものではないか、使用済みか、有効期限が切れています。',
      who: you,
      steps: ['もう一度サインインしてください。'],
    },
  } satisfies Record<SignInProblem, Explanation>,

  keyProblems: {
    'invalid-email': 'メールアドレスの形式が正しくありません。',
    malformed: 'APIキーの形式が正しくありません。半角英数字32文字で入力してください。',
    refused: 'このAPIキーは Sansan に拒否されました。有効範囲が「すべて」のキーを発行して、入力してください。',
    'other-person': 'このAPIキーは別の方のものです。キーの持ち主のメールアドレスと一致する必要があります。',
    'other-owner': 'このAPIキーは、これまでと違う名刺所有者のものです。変更するには、先に連携を解除してください。',
    unavailable: 'Sansan に接続できず、APIキーを確認できませんでした。しばらく待ってからお試しください。',
  } satisfies Record<KeyProblem, string>,

  errors: {
    forbidden: { title: '権限がありません', text: 'このページを開く権限がありません。' },
    'not-found': { title: 'ページが見つかりません', text: 'お探しのページは見つかりませんでした。' },
    'form-refused': {
      title: '送信を受け付けられませんでした',
      text: 'ページの有効期限が切れたか、別のサイトから送信されました。前のページを開き直して、もう一度お試しください。',
    },
    'too-large': { title: '送信された内容が大きすぎます', text: '内容を小さくして、もう一度お試しください。' },
    internal: {
      title: '問題が発生しました',
      text: '処理を完了できませんでした。しばらく待ってから、もう一度お試しください。',
    },
    reference: (reference: string) => `お問い合わせ番号：${reference}`,
  },
};

/** Every text of the portal in one language. Both dictionaries have this shape. */
export type Words = typeof ja;
