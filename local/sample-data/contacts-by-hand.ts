import type { CardContent } from './biz-card.ts';

/** What Outlook shows of a contact; each field is one text, several values are joined by ` / `. */
export interface WrittenContact {
  readonly displayName: string;
  readonly fileAs: string;
  readonly givenName: string;
  readonly surname: string;
  readonly yomiGivenName: string;
  readonly yomiSurname: string;
  readonly companyName: string;
  readonly department: string;
  readonly jobTitle: string;
  readonly emailAddresses: string;
  readonly emailNames: string;
  readonly businessPhones: string;
  readonly mobilePhone: string;
  readonly businessHomePage: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly countryOrRegion: string;
  readonly fax: string;
}

/** A card, and the contact that it must become by docs/product.md, section F. */
export interface CardByHand {
  readonly what: string;
  readonly card: Partial<CardContent>;
  readonly contact: WrittenContact;
  /** The numbers where the organization has them written in the international form; as in `contact` where absent. */
  readonly international?: Partial<Pick<WrittenContact, 'businessPhones' | 'mobilePhone' | 'fax'>>;
  /** An address or a number is left out, which the user's screen tells. */
  readonly isTold?: true;
}

const empty = {
  surname: '',
  yomiGivenName: '',
  yomiSurname: '',
  companyName: '',
  department: '',
  jobTitle: '',
  emailAddresses: '',
  emailNames: '',
  businessPhones: '',
  mobilePhone: '',
  businessHomePage: '',
  street: '',
  city: '',
  state: '',
  postalCode: '',
  countryOrRegion: '',
  fax: '',
};
/** A contact of which only these fields are shown. */
const shows = (names: Pick<WrittenContact, 'displayName' | 'fileAs' | 'givenName'> & Partial<WrittenContact>) => ({
  ...empty,
  ...names,
});

const mihon = { lastName: '見本', firstName: '太郎' };
const MIHON = { displayName: '見本 太郎', fileAs: '見本 太郎', givenName: '太郎', surname: '見本' };

/** A card of 見本 太郎 with this e-mail field, and the addresses that his contact must have. */
const email = (printed: string, ...addresses: string[]): Pick<CardByHand, 'what' | 'card' | 'contact'> => ({
  what: `the e-mail field ${JSON.stringify(printed)}`,
  card: { ...mihon, email: printed },
  contact: shows({
    ...MIHON,
    emailAddresses: addresses.join(' / '),
    emailNames: addresses.map(() => '見本 太郎').join(' / '),
  }),
});

/** A card of 見本 太郎 with this number, which is written as printed, and in the international form as given. */
const tel = (printed: string, international: string, card: Partial<CardContent> = {}): CardByHand => ({
  what: `the number ${JSON.stringify(printed)}`,
  card: { ...mihon, ...card, tel: printed },
  contact: shows({ ...MIHON, businessPhones: printed }),
  international: { businessPhones: international },
});

/**
 * Written by reading the rules, one by one, and never by running a mapping: tests hold what arrives in a mailbox against
 * it, and also what the demo expects.
 */
export const CARDS_BY_HAND: readonly CardByHand[] = [
  {
    what: 'every field',
    card: {
      lastName: '見本',
      firstName: '太郎',
      lastNameReading: 'ミホン',
      firstNameReading: 'タロウ',
      companyName: '見本商事株式会社',
      departmentName: '営業部 第一課',
      title: '課長',
      email: 'taro@example.com',
      tel: '03-1234-5678',
      secondTel: '06-6123-4567',
      mobile: '090-1234-5678',
      fax: '03-1234-5679',
      postalCode: '100-0001',
      address: '東京都千代田区見本町1-2-3 見本ビル8F',
      prefecture: '東京都',
      city: '千代田区',
      street: '見本町1-2-3',
      building: '見本ビル8F',
      countryCode: 'JP',
      url: 'https://www.example.com/',
    },
    contact: {
      displayName: '見本 太郎',
      fileAs: '見本 太郎',
      givenName: '太郎',
      surname: '見本',
      yomiGivenName: 'タロウ',
      yomiSurname: 'ミホン',
      companyName: '見本商事株式会社',
      department: '営業部 第一課',
      jobTitle: '課長',
      emailAddresses: 'taro@example.com',
      emailNames: '見本 太郎',
      businessPhones: '03-1234-5678 / 06-6123-4567',
      mobilePhone: '090-1234-5678',
      businessHomePage: 'https://www.example.com/',
      street: '見本町1-2-3 見本ビル8F',
      city: '千代田区',
      state: '東京都',
      postalCode: '100-0001',
      countryOrRegion: '日本',
      fax: '03-1234-5679',
    },
    international: {
      businessPhones: '+81312345678 / +81661234567',
      mobilePhone: '+819012345678',
      fax: '+81312345679',
    },
  },
  // Names (F1, C7)
  {
    what: 'a name in kanji',
    card: { lastName: '𠮷田', firstName: 'さくら' },
    contact: shows({ displayName: '𠮷田 さくら', fileAs: '𠮷田 さくら', givenName: 'さくら', surname: '𠮷田' }),
  },
  {
    what: 'a name in half-width kana',
    card: { lastName: 'ｶﾂﾗｷﾞ', firstName: 'ｴﾝ' },
    contact: shows({ displayName: 'ｶﾂﾗｷﾞ ｴﾝ', fileAs: 'ｶﾂﾗｷﾞ ｴﾝ', givenName: 'ｴﾝ', surname: 'ｶﾂﾗｷﾞ' }),
  },
  {
    what: 'a Korean name',
    card: { lastName: '김', firstName: '견본' },
    contact: shows({ displayName: '김 견본', fileAs: '김 견본', givenName: '견본', surname: '김' }),
  },
  {
    what: 'a Western name',
    card: { lastName: "O'Example", firstName: 'Mary-Jane' },
    contact: shows({
      displayName: "Mary-Jane O'Example",
      fileAs: "Mary-Jane O'Example",
      givenName: 'Mary-Jane',
      surname: "O'Example",
    }),
  },
  {
    what: 'an Arabic name',
    card: { lastName: 'مثال', firstName: 'محمد' },
    contact: shows({ displayName: 'محمد مثال', fileAs: 'محمد مثال', givenName: 'محمد', surname: 'مثال' }),
  },
  {
    what: 'a Latin first name with a Japanese last name',
    card: { lastName: '見本', firstName: 'George' },
    contact: shows({ displayName: '見本 George', fileAs: '見本 George', givenName: 'George', surname: '見本' }),
  },
  {
    what: 'a last name alone',
    card: { lastName: '見本', lastNameReading: 'ミホン' },
    contact: shows({ displayName: '見本', fileAs: '見本', givenName: '見本', yomiGivenName: 'ミホン' }),
  },
  {
    what: 'a last name alone, with both readings',
    card: { lastName: '見本', lastNameReading: 'ミホン', firstNameReading: 'タロウ' },
    contact: shows({ displayName: '見本', fileAs: '見本', givenName: '見本', yomiGivenName: 'タロウ' }),
  },
  {
    what: 'a first name alone',
    card: { firstName: '太郎', firstNameReading: 'タロウ' },
    contact: shows({ displayName: '太郎', fileAs: '太郎', givenName: '太郎', yomiGivenName: 'タロウ' }),
  },
  {
    what: 'a last name between blanks, and a blank for a first name',
    card: { lastName: ' 見本\u3000', firstName: '\u3000' },
    contact: shows({ displayName: '見本', fileAs: '見本', givenName: '見本' }),
  },
  {
    what: 'a first name of a control character',
    card: { lastName: '見本', firstName: '\u0007' },
    contact: shows({ displayName: '見本', fileAs: '見本', givenName: '見本' }),
  },
  {
    what: 'a company alone',
    card: { companyName: '㈱見本商事' },
    contact: shows({
      displayName: '㈱見本商事',
      fileAs: '㈱見本商事',
      givenName: '㈱見本商事',
      companyName: '㈱見本商事',
    }),
  },
  {
    what: 'an address alone',
    card: { email: 'info@example.com' },
    contact: shows({
      displayName: 'info@example.com',
      fileAs: 'info@example.com',
      givenName: 'info@example.com',
      emailAddresses: 'info@example.com',
      emailNames: 'info@example.com',
    }),
  },
  {
    what: 'nothing but a number',
    card: { tel: '03-1234-5678' },
    contact: shows({
      displayName: '（氏名なし）',
      fileAs: '（氏名なし）',
      givenName: '（氏名なし）',
      businessPhones: '03-1234-5678',
    }),
    international: { businessPhones: '+81312345678' },
  },
  // The work, as printed (F1)
  {
    what: 'full-width letters in a company',
    card: { ...mihon, companyName: 'ＡＢＣサンプル株式会社', departmentName: 'ＩＴ推進部　ＤＸ課' },
    contact: shows({ ...MIHON, companyName: 'ＡＢＣサンプル株式会社', department: 'ＩＴ推進部　ＤＸ課' }),
  },
  {
    what: 'mark-up in a company',
    card: { ...mihon, companyName: '<b>R&D</b>', title: 'Head of <R&D>' },
    contact: shows({ ...MIHON, companyName: '<b>R&D</b>', jobTitle: 'Head of <R&D>' }),
  },
  {
    what: 'a title of 300 letters',
    card: { ...mihon, title: 'a'.repeat(300) },
    contact: shows({ ...MIHON, jobTitle: 'a'.repeat(255) }),
  },
  {
    what: 'a title of characters of two units',
    card: { ...mihon, title: '𠮷'.repeat(200) },
    contact: shows({ ...MIHON, jobTitle: '𠮷'.repeat(127) }),
  },
  {
    what: 'a URL as printed',
    card: { ...mihon, url: 'www.example.com/会社案内' },
    contact: shows({ ...MIHON, businessHomePage: 'www.example.com/会社案内' }),
  },
  { what: 'a memo, which is not mapped', card: { ...mihon, memo: '展示会で名刺交換' }, contact: shows(MIHON) },
  // The postal address (F1)
  {
    what: 'an address in one line',
    card: { ...mihon, address: '東京都見本区1-2' },
    contact: shows({ ...MIHON, street: '東京都見本区1-2' }),
  },
  {
    what: 'an address in one line beside a city',
    card: { ...mihon, address: '東京都見本区1-2', city: '見本区' },
    contact: shows({ ...MIHON, city: '見本区' }),
  },
  {
    what: 'a building alone',
    card: { ...mihon, building: '見本ビル', address: '別の行' },
    contact: shows({ ...MIHON, street: '見本ビル' }),
  },
  {
    what: 'a postal code beside an address in one line',
    card: { ...mihon, address: '見本1-2', postalCode: '100-0001' },
    contact: shows({ ...MIHON, street: '見本1-2', postalCode: '100-0001' }),
  },
  {
    what: 'a country in small letters',
    card: { ...mihon, countryCode: 'us' },
    contact: shows({ ...MIHON, countryOrRegion: 'アメリカ合衆国' }),
  },
  { what: 'a country that is no code', card: { ...mihon, countryCode: 'Japan' }, contact: shows(MIHON) },
  { what: 'a country that does not exist', card: { ...mihon, countryCode: 'ZX' }, contact: shows(MIHON) },
  // E-mail (F2)
  email('taro@example.com', 'taro@example.com'),
  email('TARO@EXAMPLE.COM', 'TARO@EXAMPLE.COM'),
  email('a@example.com, b@example.com', 'a@example.com', 'b@example.com'),
  email('a@example.com;b@example.com', 'a@example.com', 'b@example.com'),
  email('a@example.com、b@example.com', 'a@example.com', 'b@example.com'),
  email('a@example.com\r\nb@example.com', 'a@example.com', 'b@example.com'),
  email('a@example.com,', 'a@example.com'),
  email('a@example.com a@example.com', 'a@example.com'),
  email('sales/tokyo@example.com', 'sales/tokyo@example.com'),
  email('a@example.com/b@example.com', 'a@example.com', 'b@example.com'),
  email('a/b@example.com / c/d@example.jp', 'a/b@example.com', 'c/d@example.jp'),
  email('ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'taro@example.com'),
  email('ta\u200bro@exam\u00adple.com\u202c', 'taro@example.com'),
  email('taro@my‐example.com', 'taro@my-example.com'),
  email('E-mail: taro@example.com', 'taro@example.com'),
  email('mailto:taro@example.com', 'taro@example.com'),
  email('メールtaro@example.com', 'taro@example.com'),
  email('「taro@example.com」', 'taro@example.com'),
  email('"見本, 太郎" <taro@example.com>', 'taro@example.com'),
  email('taro@example.com（代表）', 'taro@example.com'),
  email('taro@example.com.', 'taro@example.com'),
  email('taro@example.com。', 'taro@example.com'),
  email('taro.@docomo.ne.jp', 'taro.@docomo.ne.jp'),
  email('ta..ro@ezweb.ne.jp', 'ta..ro@ezweb.ne.jp'),
  // What is told (F4)
  { ...email('なし'), isTold: true },
  { ...email('taro@localhost'), isTold: true },
  { ...email('a@example.com Twitter: @taro', 'a@example.com'), isTold: true },
  { ...email('a@x.jp b@x.jp c@x.jp d@x.jp', 'a@x.jp', 'b@x.jp', 'c@x.jp'), isTold: true },
  // Telephone numbers (F3)
  tel('03-1234-5678', '+81312345678'),
  tel('０３（１２３４）５６７８', '+81312345678'),
  tel('TEL 03-1234-5678（代表）', '+81312345678'),
  tel('+81 (0)3-1234-5678', '+81312345678'),
  tel('+1 212-555-0100', '+12125550100'),
  tel('03-1234-5678（内線 123）', '+81312345678;ext=123'),
  tel('03-1234-5678 ext. 9', '+81312345678;ext=9'),
  tel('03-1234-5678/5679', '03-1234-5678/5679'),
  tel('03-1234-5678～80', '03-1234-5678～80'),
  tel('1234-5678', '1234-5678'),
  tel('03-1234-5678, 03-1234-5679', '03-1234-5678, 03-1234-5679'),
  tel('03-0000-0001', '03-0000-0001'),
  {
    what: 'a number of the country of the card',
    card: { ...mihon, tel: '020 7946 0000', countryCode: 'GB' },
    contact: shows({ ...MIHON, businessPhones: '020 7946 0000', countryOrRegion: 'イギリス' }),
    international: { businessPhones: '+442079460000' },
  },
  {
    what: 'the second number alone',
    card: { ...mihon, secondTel: '06-6123-4567' },
    contact: shows({ ...MIHON, businessPhones: '06-6123-4567' }),
    international: { businessPhones: '+81661234567' },
  },
];
