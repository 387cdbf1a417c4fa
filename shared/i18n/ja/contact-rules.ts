import type { ContactRules, OPTIONAL_FIELDS } from '../../contacts/contact-rules.ts';

export const contactRules = {
  save: '書き込み設定を保存',
  title: '連絡先への書き込み設定',
  written: '名刺の内容で上書きする項目',
  writtenHint:
    'チェックを外した項目には書き込みません。Outlook での入力と、すでに書き込まれた内容はそのまま残ります。氏名とメモ欄のリンクは常に書き込みます。',
  fields: {
    companyName: '会社名',
    department: '部署',
    jobTitle: '役職',
    emailAddresses: 'メールアドレス',
    businessPhones: '会社の電話番号',
    mobilePhone: '携帯電話番号',
    fax: 'FAX',
    businessHomePage: 'Web サイト',
    businessAddress: '会社の住所',
  } satisfies Record<(typeof OPTIONAL_FIELDS)[number], string>,
  phones: '電話番号の形式',
  phoneForms: {
    'as-printed': { label: '名刺のまま', hint: '例：03-1234-5678' },
    e164: { label: '国際番号の形式', hint: '例：+81312345678。海外からもそのまま発信できます。' },
  } satisfies Record<ContactRules['phones'], { label: string; hint: string }>,
  when: '変更は、6時間以内に全ユーザーの連絡先へ反映されます。',
  saved: '書き込み設定を保存しました。',
};
