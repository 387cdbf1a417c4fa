import { createHash } from 'node:crypto';
import { joinedAddress } from './address.ts';
import { type BizCard, blankContent, type CardContent, type CardTag } from './biz-card.ts';
import { origins } from './foreign-samples.ts';
import * as japanese from './japanese-samples.ts';
import { quirks } from './quirks.ts';
import { type Random, seededRandom } from './random.ts';
import { tokyoTime } from './tokyo-time.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** One card in this many is unusual, and one is the second card of a person who already has one. */
const ODD_EVERY = 3;
const SECOND_CARD_EVERY = 17;

/**
 * Invented cards of one owner, as varied and untidy as real ones. No real person, company or number is meant. The same
 * arguments give the same cards, and a larger number begins with the cards of a smaller one.
 */
export function generateCards({
  seed,
  count,
  ownerId,
  ownerName,
  now,
}: {
  seed: string;
  count: number;
  ownerId: string;
  ownerName: string;
  /** All times of the cards are before it. */
  now: Date;
}): BizCard[] {
  const owner = { id: ownerId, name: ownerName };
  const prefix = hash(`${seed}\n${ownerId}`).slice(0, 8);
  const cards: BizCard[] = [];
  for (let index = 0; index < count; index += 1) {
    const random = seededRandom(`${prefix}\n${index}`);
    const number = String(index + 1).padStart(6, '0');
    const card = ordinaryCard(`CARD-${prefix}-${number}`, owner, now, random);
    const earlier = index % SECOND_CARD_EVERY === SECOND_CARD_EVERY - 1 ? cards[index - 4] : undefined;
    const quirk = index % ODD_EVERY === 1 ? quirks[Math.floor(index / ODD_EVERY) % quirks.length] : undefined;
    if (earlier !== undefined) cards.push({ ...card, ...samePersonElsewhere(card, earlier) });
    else cards.push({ ...card, ...quirk?.(card, random) });
  }
  return cards;
}

function ordinaryCard(id: string, owner: BizCard['owner'], now: Date, random: Random): BizCard {
  const content = random.chance(0.85) ? japaneseContent(random) : foreignContent(random);
  const exchanged = now.getTime() - (3 + random.below(1500)) * DAY_MS;
  const registered = exchanged + random.below(2 * DAY_MS);
  const updated = registered + random.below(now.getTime() - registered);
  return {
    ...content,
    id,
    owner,
    personId: hash(`person ${id}`),
    companyId: content.companyName === null ? null : hash(`company ${content.companyName}`),
    exchangeDate: tokyoTime(new Date(exchanged)).slice(0, 10),
    registeredTime: tokyoTime(new Date(registered)),
    updatedTime: tokyoTime(new Date(updated)),
    entryStatus: 'completed',
    memo: random.chance(0.1) ? 'セミナーで名刺交換' : null,
    tags: random.chance(0.2) ? [random.pick(tagsOf(owner))] : [],
  };
}

function japaneseContent(random: Random): CardContent {
  const last = random.pick(japanese.familyNames);
  const first = random.pick(japanese.givenNames);
  const place = random.pick(japanese.places);
  const parts = {
    prefecture: place.prefecture,
    city: place.city,
    street: `${place.town}${1 + random.below(9)}-${1 + random.below(20)}-${1 + random.below(20)}`,
    building: random.chance(0.6) ? `${random.pick(japanese.buildings)}${2 + random.below(30)}F` : null,
    countryCode: 'JP',
  };
  const domain = random.pick(['example.com', 'example.jp', 'mihon.test', 'sales.example.jp']);
  const company = random.pick(japanese.companyPrefixes) + random.pick(japanese.companyKinds);
  return {
    ...blankContent,
    ...parts,
    lastName: last.written,
    firstName: first.written,
    lastNameReading: last.reading,
    firstNameReading: first.reading,
    companyName: random.pick(japanese.companyForms)(company),
    departmentName: random.chance(0.9) ? random.pick(japanese.departments) : null,
    title: random.chance(0.8) ? random.pick(japanese.titles) : null,
    email: random.chance(0.95) ? `${first.latin}.${last.latin}${random.below(100)}@${domain}` : null,
    mobile: random.chance(0.6) ? `${random.pick(['070', '080', '090'])}-0000-${random.digits(4)}` : null,
    tel: random.chance(0.95) ? `03-0000-${random.digits(4)}` : null,
    secondTel: random.chance(0.1) ? `06-0000-${random.digits(4)}` : null,
    fax: random.chance(0.5) ? `03-0000-${random.digits(4)}` : null,
    postalCode: `${place.postalPrefix}-0000`,
    address: joinedAddress(parts),
    url: random.chance(0.7) ? `https://www.${domain}/` : null,
  };
}

function foreignContent(random: Random): CardContent {
  const origin = random.pick(origins);
  const person = random.pick(origin.people);
  const { postalCode, ...place } = random.pick(origin.places);
  const parts = { ...place, building: null, countryCode: origin.countryCode };
  const dial = (pattern: string) => pattern.replace(/#/g, () => random.digits(1));
  return {
    ...blankContent,
    ...parts,
    lastName: person.last,
    firstName: person.first,
    companyName: random.pick(origin.companies),
    departmentName: random.pick(origin.departments),
    title: random.pick(origin.titles),
    email: `${person.latin}${random.below(100)}@example.com`,
    tel: dial(origin.phone),
    mobile: origin.mobile === null ? null : dial(origin.mobile),
    postalCode,
    address: joinedAddress(parts),
    url: random.chance(0.5) ? 'https://www.example.com' : null,
  };
}

/** A second card of a person who works at two companies: the same person id. */
function samePersonElsewhere(card: BizCard, earlier: BizCard): Partial<BizCard> {
  const companyName = `${earlier.companyName ?? '見本'} 持株会社`;
  return {
    personId: earlier.personId,
    lastName: earlier.lastName,
    firstName: earlier.firstName,
    lastNameReading: earlier.lastNameReading,
    firstNameReading: earlier.firstNameReading,
    companyName,
    companyId: hash(`company ${companyName}`),
    email: card.email,
  };
}

function tagsOf(owner: CardTag['owner']): CardTag[] {
  return [
    { id: `TAG-${owner.id}-1`, name: '展示会', type: 'public', owner },
    { id: `TAG-${owner.id}-2`, name: '年賀状', type: 'private', owner },
    { id: `TAG-${owner.id}-3`, name: '重要顧客', type: 'shared', owner },
  ];
}

/** 32 hexadecimal digits, the form of the service's ids. */
function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
