import type { Counts } from '../../links/link.ts';
import type { LinkStatus, Pace } from '../../links/link-status.ts';
import { formatMinutes } from '../relative-time.ts';

export const settings = {
  title: '外部サービス連携設定',
  heading: 'Outlook 連携',
  state: '連携の状態',
  link: '連携',
  otherMailbox: '別のアカウントを使う',
  keyTitle: 'Sansan Open APIキー',
  keyWaits: '組織の管理者がAPIキーを登録しました。受け取るには、もう一度サインインしてください。',
  keyMissing:
    'APIキーが登録されていません。組織の管理者からキーを受け取っている場合は、下に入力してください。まだの場合は、Sansan での発行を管理者に依頼してください。',
  keyRegistered: 'APIキーは登録済みです。',
  keyEnter: 'APIキーを登録する',
  keyChange: 'APIキーを変更する',
  keyChangeHint: '別のAPIキーに変更する場合に入力してください。',
  keyAccepted: 'APIキーを登録しました。',
  linkedAccount: '連携中のアカウント',
  otherAccount: (own: string) =>
    `ご自身のアドレス（${own}）と異なるアカウントです。意図したものでなければ、連携を解除して、もう一度連携してください。`,
  folder: 'Outlook のフォルダー',
  running: '同期しています',
  /** Progress text below the bar of a running sync. */
  paceText: ({ done, total, perMinute, secondsLeft }: Pace) => {
    const count = `名刺 ${total.toLocaleString('ja')}枚中${done.toLocaleString('ja')}枚`;
    if (perMinute === undefined || secondsLeft === undefined) return count;
    const rate = Number(perMinute.toPrecision(2)).toLocaleString('ja');
    const left = secondsLeft < 60 ? '1分未満' : `約${formatMinutes(secondsLeft, 'ja')}`;
    return `${count}・1分あたり約${rate}枚・残り${left}`;
  },
  runningAt: (share: number) => `同期中（${share.toLocaleString('ja', { style: 'percent' })}）`,
  refresh: '表示を更新',
  lastSuccess: '最後に成功した同期',
  never: 'まだありません',
  writtenHourly: '変更がない間、この表示は約1時間ごとに更新されます。',
  nextRun: '次回の同期',
  lastRun: '直近の変更',
  cards: '名刺の枚数',
  cardsText: (cards: number) => `${cards.toLocaleString('ja')}枚`,
  counts: ({ created, updated, removed }: Counts) =>
    `追加 ${created.toLocaleString('ja')}、更新 ${updated.toLocaleString('ja')}、削除 ${removed.toLocaleString('ja')}`,
  kept: '残した連絡先',
  keptText: (kept: number) =>
    `${kept.toLocaleString('ja')}件。名刺は「マイデータ」にありません。不要になったら、Outlook で削除できます。`,
  hold: (removals: number, of: number) =>
    `「マイデータ」から名刺がなくなったため、連絡先${of.toLocaleString('ja')}件のうち${removals.toLocaleString('ja')}件が削除の対象です。件数が多いため、削除を保留しています。`,
  holdShow: '対象の連絡先を確認する',
  holdApplyHint:
    '「削除を実行」を押すと、「マイデータ」からなくなった名刺の連絡先を、「Sansan」フォルダーから削除します。実行前に、名刺を自動的に再確認します。',
  holdKeepHint:
    '「連絡先を残す」を押すと、これらの連絡先は削除せず、更新もしないまま Outlook に残します。それ以外の同期は続きます。',
  holdApply: '削除を実行',
  holdKeep: '連絡先を残す',
  asked: '同期を受け付けました。まもなく始まります。',
  askedDone: '同期が完了しました。',
  rebuildAsked: '再構築を受け付けました。フォルダー内のすべての連絡先を、名刺と照合します。',
  syncNow: '今すぐ同期',
  rebuild: '再構築',
  rebuildTitle: 'フォルダーを再構築しますか？',
  rebuildExplanation:
    'フォルダー内のすべての連絡先を、名刺と照合します。足りない連絡先は作り直し、Outlook で変更された項目は名刺の内容に戻します。',
  rebuildSpares: 'ご自身で追加した連絡先、名刺にない項目、メモ欄に書き足した文章は変わりません。',
  rebuildConfirm: '再構築する',
  preview: '次の同期の内容を確認',
  unlink: '連携を解除',
  linkedBefore: 'この連携はすでに完了しています。',
  unlinked: '連携を解除しました。同期は止まりました。',
  unlinkTitle: '連携を解除しますか？',
  unlinkExplanation: '同期はただちに止まり、お預かりしている認証情報は削除されます。',
  unlinkFolder: 'Outlook の「Sansan」フォルダーをどうしますか？',
  keepFolder: 'フォルダーを残す',
  keepFolderHint: '連絡先は今の内容のまま残り、更新されなくなります。',
  deleteFolder: 'フォルダーを削除する',
  deleteFolderHint: (contacts: number) =>
    `フォルダーの名前に解除の日時を付け、中の連絡先ごと「削除済みアイテム」に移します。名刺の連絡先${contacts.toLocaleString('ja')}件のほか、ご自身で追加した連絡先も含まれます。`,
  status: {
    'not-connected': {
      label: '未連携',
      text: '組織の管理者が、まだ Microsoft 365 との連携を設定していません。組織の管理者にお問い合わせください。',
    },
    'not-linked': {
      label: '未連携',
      text: '「マイデータ」の名刺を、Outlook の連絡先フォルダー「Sansan」に書き込みます。ほかの連絡先は変更しません。「連携」を押すと Microsoft のサインイン画面に移りますので、名刺を連携したい Outlook のアカウントを選んでください。',
    },
    'broken-off': {
      label: '連携が未完了',
      text: '前回の連携は途中で終わりました。もう一度「連携」を押すと、続きから始まります。',
    },
    unlinking: { label: '解除中', text: '連携の解除処理を行っています。まもなく完了します。' },
    'reconnect-needed': { label: '再連携が必要', text: '' },
    'key-refused': {
      label: 'APIキーの変更が必要',
      text: '登録されているAPIキーが Sansan に拒否されました。下の「Sansan Open APIキー」に新しいキーを登録すると、同期が再開します。新しいキーは組織の管理者が Sansan で発行します。',
    },
    disconnected: {
      label: '停止中',
      text: '組織と Microsoft 365 の連携が有効でないため、同期は止まっています。組織の管理者にお問い合わせください。',
    },
    paused: {
      label: '一時停止中',
      text: '管理者が組織全体の同期を一時停止しています。連携と連絡先はそのまま残り、管理者が再開すると続きから同期します。',
    },
    'key-missing': {
      label: 'APIキー未登録',
      text: 'メールボックスは連携しましたが、APIキーが登録されていないため、まだ名刺を同期できません。',
    },
    waiting: { label: '待機中', text: '' },
    running: { label: '同期中', text: 'この画面を閉じても、同期は続きます。' },
    failing: { label: '同期できていません', text: '' },
    starting: { label: '同期の準備中', text: '同期を始めています。この画面を閉じても、同期は続きます。' },
    held: { label: '削除の確認待ち', text: '' },
    decided: { label: '処理中', text: '' },
    'cards-refused': { label: '書き込めなかった名刺あり', text: '' },
    'up-to-date': { label: '連携中', text: '名刺は最新の状態です。' },
  } satisfies Record<LinkStatus['name'], { label: string; text: string }>,
  pausedAlone:
    '管理者があなたの同期を一時停止しています。連携と連絡先はそのまま残り、管理者が再開すると続きから同期します。',
  deciding: {
    apply: (removals: number) => `${removals.toLocaleString('ja')}件の連絡先を削除する処理をしています。`,
    keep: (removals: number) => `${removals.toLocaleString('ja')}件の連絡先を残す処理をしています。`,
  },
  noCards: '「マイデータ」に名刺がありません。名刺が追加されると、連絡先に書き込まれます。',
  doubles: (count: number) =>
    `${count.toLocaleString('ja')}枚の名刺で連絡先が重複しています。「再構築」を行うと、重複した連絡先を削除します（ご自身で書き足した内容がある連絡先は残します）。`,
  absent: (count: number) =>
    `フォルダーの連絡先のうち${count.toLocaleString('ja')}件が見つかりません。1時間後にもう一度確認し、なければ作り直します。「再構築」を行うと、すぐに作り直します。`,
  cardsRefused: (count: number) =>
    `下の「書き込めなかった名刺」の${count.toLocaleString('ja')}枚を除き、名刺は最新の状態です。`,
  /** The request budget is used up, so the run waits. */
  paced: 'Outlook が受け付ける件数の上限に達したため、一時的に待機しています。',
  connectionEnded:
    '組織の管理者が Microsoft 365 との連携を解除したため、ご自身の連携も終了しました。Outlook に残したフォルダーと連絡先は、そのまま残ります。組織が再び連携を始めたら、もう一度「連携」を押してください。',
  resumes: '再開の予定',
  nextCheck: '次の確認',
  history: {
    title: '名刺の枚数の推移',
    says: (date: string, then: number, now: number) =>
      `${date}に${then.toLocaleString('ja')}枚だった名刺は、現在${now.toLocaleString('ja')}枚です。`,
    begun: (date: string, cards: number) => `${date}：${cards.toLocaleString('ja')}枚`,
    now: (cards: number) => `現在：${cards.toLocaleString('ja')}枚`,
  },
  activity: '最近の記録',
};
