import { createHash } from 'node:crypto';
import Encoding from 'encoding-japanese';
import { joinedAddress } from '../address.ts';
import { type BizCard, blankContent, type CardContent } from '../biz-card.ts';
import { countryCode } from '../country-code.ts';
import { tokyoTime } from '../tokyo-time.ts';
import { fromVcard21 } from './vcard-21.ts';
import { splitVcards, type VcardBlock, type VcardProblem } from './vcard-lines.ts';
import { readProperty, type VcardProperty } from './vcard-property.ts';

/** Owner and time of an import. */
interface Import {
  ownerId: string;
  ownerName: string;
  now: Date;
}

/**
 * Reads the cards of a vCard file (4.0, 3.0 or 2.1). Fields that a vCard does not have are null. A card that cannot be
 * read is omitted and reported in `problems` with its line in the file; of two cards with one UID, the one revised
 * last is taken. The id of a card depends only on its owner and its UID (without a UID: on its content), so reading a
 * newer file gives the same ids.
 */
export function readVcards(file: Uint8Array | string, to: Import): { cards: BizCard[]; problems: VcardProblem[] } {
  const { blocks, problems } = splitVcards(bytesOf(file).toString('latin1'));
  const taken = new Map<string, { card: BizCard; line: number }>();
  for (const block of blocks) {
    const read = readCard(block, to);
    if (read.problem !== undefined) problems.push(read.problem);
    if (read.card === undefined) continue;
    const earlier = taken.get(read.card.id);
    const newer = { card: read.card, line: block.line };
    const [kept, dropped] =
      earlier !== undefined && earlier.card.updatedTime > newer.card.updatedTime ? [earlier, newer] : [newer, earlier];
    taken.set(kept.card.id, kept);
    if (dropped !== undefined) {
      problems.push({
        line: dropped.line,
        reason: `The card at line ${kept.line} is the same (by UID or content) and as new or newer`,
      });
    }
  }
  return {
    cards: [...taken.values()].map(({ card }) => card),
    problems: problems.sort((one, other) => one.line - other.line),
  };
}

/** The file in UTF-8 where it is UTF-16, otherwise as it is. */
function bytesOf(file: Uint8Array | string): Buffer {
  const bytes = Buffer.from(file);
  const isUtf16 = Encoding.detect(bytes, ['UTF16', 'UTF8', 'SJIS']) === 'UTF16';
  return isUtf16 ? Buffer.from(new TextDecoder(bytes[0] === 0xfe ? 'utf-16be' : 'utf-16le').decode(bytes)) : bytes;
}

type ReadCard = { card: BizCard; problem: VcardProblem | undefined } | { card: undefined; problem: VcardProblem };

/** Properties that no card takes, some of which are not text. */
const UNUSED = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|KEY|AGENT|X-(?!PHONETIC)[\w-]*)[;:]/i;

function readCard(block: VcardBlock, { ownerId, ownerName, now }: Import): ReadCard {
  const properties: VcardProperty[] = [];
  let doubt: VcardProblem | undefined;
  for (const { line, text: bytes } of block.lines) {
    if (UNUSED.test(bytes)) continue;
    try {
      const { text, guessed } = fromVcard21(bytes);
      properties.push(readProperty(text));
      if (guessed !== undefined) {
        doubt ??= { line, reason: `The charset is not declared; the text of this card is read as ${guessed}` };
      }
    } catch (error) {
      return { card: undefined, problem: { line, reason: error instanceof Error ? error.message : String(error) } };
    }
  }
  const content = contentOf(properties);
  if ([content.lastName, content.firstName, content.companyName, content.email].every((value) => value === null)) {
    const reason = 'This card has no name, no company and no e-mail address';
    return { card: undefined, problem: { line: block.line, reason } };
  }
  const identity = find(properties, 'uid')?.text ?? block.lines.map(({ text }) => text).join('\n');
  const card: BizCard = {
    ...content,
    id: `CARD-${createHash('sha256').update(`${ownerId}\n${identity}`).digest('hex').slice(0, 24)}`,
    personId: null,
    companyId: null,
    owner: { id: ownerId, name: ownerName },
    registeredTime: tokyoTime(now),
    updatedTime: tokyoTime(revised(find(properties, 'rev')?.text ?? '', now)),
    entryStatus: 'completed',
  };
  return { card, problem: doubt };
}

function contentOf(properties: readonly VcardProperty[]): CardContent {
  const text = (name: string) => find(properties, name)?.text ?? null;
  const organization = find(properties, 'org');
  const [companyName = null, ...units] = organization?.parts ?? [];
  return {
    ...blankContent,
    ...nameOf(properties, companyName),
    ...phonesOf(all(properties, 'tel')),
    ...addressOf(find(properties, 'adr')),
    companyName,
    departmentName: units.length === 0 ? null : units.join(' '),
    title: text('title'),
    email: text('email'),
    url: text('url'),
    memo: text('note')?.slice(0, 2000) ?? null,
  };
}

function nameOf(properties: readonly VcardProperty[], companyName: string | null): Partial<CardContent> {
  const name = find(properties, 'n');
  const [sortLast, sortFirst] = name?.parameter('sort-as')?.split(',') ?? [];
  const phonetic = (property: string) => find(properties, property)?.text ?? null;
  // Japanese mobile phones write vCard 2.1 readings as the sound of the name (`SOUND;X-IRMC-N`).
  const sound = properties.find((property) => property.name === 'sound' && property.types.has('x-irmc-n'));
  const [soundLast, soundFirst] = sound?.text?.split(';') ?? [];
  const written = find(properties, 'fn')?.text ?? null;
  const isNamed = name !== undefined && (name.part(0) ?? name.part(1)) !== null;
  return {
    // A formatted name does not say where family and given name meet, so it is not split.
    lastName: isNamed ? name.part(0) : written === companyName ? null : written,
    firstName: isNamed ? name.part(1) : null,
    lastNameReading: phonetic('x-phonetic-last-name') ?? phonetic('sort-string') ?? (sortLast || soundLast || null),
    firstNameReading: phonetic('x-phonetic-first-name') ?? (sortFirst || soundFirst || null),
  };
}

function phonesOf(phones: readonly VcardProperty[]): Partial<CardContent> {
  const isMobile = ({ types }: VcardProperty) => types.has('cell');
  const isFax = ({ types }: VcardProperty) => types.has('fax');
  const isPager = ({ types }: VcardProperty) => types.has('pager');
  const voice = phones.filter((phone) => !isMobile(phone) && !isFax(phone) && !isPager(phone));
  const number = (phone: VcardProperty | undefined) =>
    phone?.text?.replace(/^tel:/i, '').replace(/;ext=/i, ' ext. ') ?? null;
  return {
    mobile: number(phones.find(isMobile)),
    fax: number(phones.find(isFax)),
    tel: number(voice[0]),
    secondTel: number(voice[1]),
  };
}

function addressOf(address: VcardProperty | undefined): Partial<CardContent> {
  if (address === undefined) return {};
  const parts = {
    building: address.part(1),
    street: address.part(2),
    city: address.part(3),
    prefecture: address.part(4),
    countryCode: countryCode(address.part(6) ?? ''),
  };
  return { ...parts, postalCode: address.part(5), address: joinedAddress(parts) };
}

/** The properties of one name that have a value: preferred ones first, then those for work. */
function all(properties: readonly VcardProperty[], name: string): VcardProperty[] {
  const isPrivate = ({ types }: VcardProperty) => Number(!types.has('work'));
  return properties
    .filter((property) => property.name === name && property.text?.replace(/;/g, '') !== '' && property.text !== null)
    .sort((one, other) => one.rank - other.rank || isPrivate(one) - isPrivate(other));
}

function find(properties: readonly VcardProperty[], name: string): VcardProperty | undefined {
  return all(properties, name)[0];
}

/** A time without a zone is taken as UTC. An invalid or future time counts as now. */
function revised(written: string, now: Date): Date {
  const time = Date.parse(/T.*(Z|[+-]\d\d:?\d\d)$/.test(written) || !written.includes('T') ? written : `${written}Z`);
  return Number.isNaN(time) || time > now.getTime() ? now : new Date(time);
}
