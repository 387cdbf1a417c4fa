import type { BizCard } from './biz-card.ts';
import type { Random } from './random.ts';

/** Turns an ordinary card into an unusual one as found in real collections. */
type Quirk = (card: BizCard, random: Random) => Partial<BizCard>;

const nameless = { lastName: null, firstName: null, lastNameReading: null, firstNameReading: null };
const unplaced = { postalCode: null, address: null, prefecture: null, city: null, street: null, building: null };
/** Nothing by which the person could be reached. */
export const unreachable = { email: null, mobile: null, tel: null, secondTel: null, fax: null, url: null };

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));

/** Applied in rotation, so that a few hundred cards contain all of them. */
export const quirks: readonly Quirk[] = [
  // Names
  () => ({ ...nameless, departmentName: null, title: null }),
  () => ({ firstName: null, firstNameReading: null }),
  () => ({ lastNameReading: null, firstNameReading: null }),
  (card) => ({ lastName: ` ${card.lastName ?? ''}\u3000`, firstName: '' }),
  (card) => ({
    lastNameReading: card.lastNameReading?.normalize('NFD') ?? null,
    firstNameReading: 'カ\u3099クト', // combining voiced sound mark
  }),
  () => ({ lastName: '葛\u{E0100}城', firstName: '👩‍💻', lastNameReading: 'ｶﾂﾗｷﾞ', firstNameReading: 'ｴﾝ' }),
  () => ({ ...nameless, companyName: null, companyId: null, departmentName: null, title: null }),
  // The work
  () => ({ companyName: 'ＡＢＣサンプル株式会社', departmentName: 'ＩＴ推進部　ＤＸ課' }),
  () => ({ companyName: 'ｶﾌﾞｼｷｶﾞｲｼﾔ ﾐﾎﾝ' }),
  () => ({ companyName: null, companyId: null, departmentName: null }),
  () => ({ companyName: '<b>R&D</b> "Sample" \'Co\'', title: 'Head of <R&D>' }),
  () => ({ title: `執行役員${' 兼 新規事業開発本部長'.repeat(25)}` }),
  () => ({ title: '宴会部長🎉', departmentName: '広報部 🗾チーム' }),
  // E-mail
  (card) => ({ email: `${card.email ?? 'info@example.com'}, second@example.com` }),
  (card) => ({ email: `${card.email ?? 'info@example.com'},` }),
  (card) => ({ email: (card.email ?? 'info@example.com').replace('@', '＠') }),
  (card) => ({ email: (card.email ?? 'info@example.com').toUpperCase() }),
  () => ({ email: 'なし' }),
  () => ({ email: 'info@example.com;support@example.jp' }),
  // Phones
  (_, random) => ({ tel: `03-0000-${random.digits(4)}（内線 ${random.digits(3)}）` }),
  (_, random) => ({ tel: `+1 202-555-01${random.digits(2)} ext. ${random.digits(2)}`, countryCode: 'US' }),
  (_, random) => ({ tel: fullWidth(`03-0000-${random.digits(4)}`), fax: `03(0000)${random.digits(4)}` }),
  (_, random) => ({ tel: `03-0000-${random.digits(4)}`, secondTel: `0120-0000-${random.digits(2)}` }),
  () => ({ ...unreachable }),
  // Addresses and the rest
  () => ({ ...unplaced, countryCode: null }),
  (card) => ({ prefecture: null, city: null, street: null, building: null, address: card.address ?? '東京都見本区' }),
  () => ({
    street: '見本町1-2-3\r\n架空台地区',
    building: '見本ビル\n8階',
    address: '東京都\n見本町1-2-3\n見本ビル8階',
  }),
  () => ({ exchangeDate: null, companyId: null, personId: null }),
  () => ({ url: 'www.example.com/会社案内' }),
  () => ({ memo: '展示会で名刺交換。\n来月、見積もりを送る。', url: '' }),
  () => ({ ...nameless, ...unplaced, ...unreachable, companyName: null, companyId: null, title: null, memo: null }),
];
