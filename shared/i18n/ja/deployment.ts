/** The check of the deployment, for whoever operates it (PRODUCT E6). */
export const deployment = {
  title: '導入の確認',
  explanation:
    'このサービスが使う機能に、アプリの権限でアクセスできるかを確認します。確認用に書き込んだデータは、すぐに削除されます。',
  open: '導入を確認する',
  /** The result is not renewed by itself. */
  checkedAt: (time: string) => `${time} に確認した結果です。`,
  again: 'もう一度確認',
  allGood: 'すべて正常です。',
  someFailed: (count: number) => `${count}件の問題があります。それぞれの対処をご覧ください。`,
  columns: { what: '確認したもの', result: '結果', mend: '対処' },
  states: { good: '正常', skipped: '未確認', failed: '問題あり' },
  code: (code: string) => `コード：${code}`,
  run: '次のコマンドを、導入したパソコンで実行してください。',
  dependencies: {
    database: 'データベース（Cosmos DB）',
    vault: 'キーコンテナー（Key Vault）',
    queues: 'キュー（ストレージ アカウント）',
    timer: '毎分の処理（ストレージ アカウントのリース）',
    entra: 'Microsoft Entra ID（アプリの資格情報）',
    graph: 'Microsoft Graph',
    cards: 'Sansan Open API',
    mail: 'メールの送信（送信サービスへの接続と権限。差出人のドメインの検証状態は対象外）',
    address: 'このポータルのアドレス',
    clock: '時計',
  },
  skipped: {
    entra: 'テナントがまだ連携されていないため、確認していません。連携したあとに、もう一度確認してください。',
    mail: 'メールの送信が設定されていません。お知らせは画面でのみ確認できます。',
    other: '設定されていないため、確認していません。',
  },
  causes: {
    refused:
      'アプリのマネージドIDに権限がないか、資格情報が受け付けられません。権限の反映には10分ほどかかることがあります。',
    'no-identity': 'アプリのマネージドIDが見つからないか、トークンを取得できません。',
    'not-there': '見つかりません。作成されていないか、名前が変わっています。',
    throttled: '要求が多すぎて、応答を断られました。数分後にもう一度確認してください。',
    unreachable: '接続できません。ネットワークの設定、またはサービスの稼働状況をご確認ください。',
    'too-long': '時間内に応答がありません。数分後にもう一度確認してください。',
    late: '毎分の処理が5分以上動いていません。Functions のホストがストレージ アカウントに接続できていない可能性があります。',
    'other-app':
      'アドレスを開くと、別のアプリか別の版が応答しました。展開の直後は、数分後にもう一度確認してください。独自のドメインをお使いの場合は、DNSの CNAME レコードをご確認ください。',
    skewed:
      '時計が1分以上ずれているため、Microsoft に署名を断られます。再起動しても直らない場合は、Azure のサポートにお問い合わせください。',
    unknown: '原因を特定できません。コードを添えて、ログの同じ時刻の行をご確認ください。',
  },
};
