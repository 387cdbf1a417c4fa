import type { ShortenedField } from '../../contacts/contact-fields.ts';

/** Cards of which the contact does not hold every address and number (PRODUCT F4). */
export const leftOut = {
  title: '一部の内容を書き込めなかった名刺',
  explanation:
    '次の名刺の連絡先には、名刺に記載されたメールアドレスや電話番号の一部が含まれていません。名刺の内容をご確認ください。名刺を修正すると、次の同期で反映されます。',
  atLeast: (count: number) => `最初の${count}件を表示しています。`,
  reasons: {
    emailAddresses: 'メールアドレス：アドレスとして読み取れない内容があるか、4件以上のアドレスがあります。',
    businessPhones: '会社の電話番号：255文字を超えています。',
    mobilePhone: '携帯電話番号：255文字を超えています。',
    fax: 'FAX：255文字を超えています。',
  } satisfies Record<ShortenedField, string>,
};
