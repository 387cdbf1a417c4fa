import { formatMinutes } from '../relative-time.ts';

export const errors = {
  forbidden: {
    title: '権限がありません',
    text: 'このページを開く権限がありません。必要な場合は、組織の管理者にご相談ください。',
  },
  'not-found': {
    title: 'ページが見つかりません',
    text: 'お探しのページは見つかりませんでした。アドレスをご確認いただくか、ホームからお進みください。',
  },
  'method-not-allowed': {
    title: 'この操作はできません',
    text: 'このアドレスでは、その操作を受け付けていません。ホームからお進みください。',
  },
  'form-refused': {
    title: '送信を受け付けられませんでした',
    text: 'ページの有効期限が切れたか、別のサイトから送信されました。前のページを開き直して、もう一度お試しください。',
  },
  'signed-out': {
    title: 'サインインの有効期限が切れました',
    text: '送信された内容は保存していません。もう一度サインインしてから、操作をやり直してください。',
  },
  'under-way': {
    title: '処理を続けています',
    text: '同じ内容の送信を処理しています。もう一度送信する必要はありません。しばらくしてから画面を開き、結果をご確認ください。',
  },
  'too-large': { title: '送信された内容が大きすぎます', text: '内容を小さくして、もう一度お試しください。' },
  unreadable: {
    title: '送信された内容を読み取れません',
    text: '前のページを開き直し、画面のボタンから送信してください。',
  },
  unsupported: {
    title: 'この送信形式には対応していません',
    text: '前のページを開き直し、画面のボタンから送信してください。',
  },
  'too-many': {
    title: '回数の上限に達しました',
    text: '短時間に同じ操作が繰り返されたため、受け付けを一時停止しています。',
  },
  internal: {
    title: '問題が発生しました',
    text: '処理を完了できませんでした。しばらく待ってから、もう一度お試しください。繰り返し発生する場合は、お問い合わせ番号を添えてサポート窓口にご連絡ください。',
  },
  /** @param wait in seconds */
  tryAgain: (wait: number) => `${formatMinutes(wait, 'ja')}後に、もう一度お試しください。`,
  notTaken: (title: string) => `エラー：${title}`,
  home: 'ホームへ',
  reference: (reference: string) => `お問い合わせ番号：${reference}`,
};
