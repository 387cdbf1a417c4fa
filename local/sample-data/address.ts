/** The parts of a postal address on a card. */
interface AddressParts {
  prefecture: string | null;
  city: string | null;
  street: string | null;
  building: string | null;
  countryCode: string | null;
}

const JAPANESE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The address in one line, largest part first if written in Japanese; null when empty. */
export function joinedAddress({ prefecture, city, street, building }: AddressParts): string | null {
  const japanese = JAPANESE.test(`${prefecture ?? ''}${city ?? ''}${street ?? ''}`);
  const joined = japanese
    ? `${prefecture ?? ''}${city ?? ''}${street ?? ''} ${building ?? ''}`.trim()
    : [building, street, city, prefecture].filter((part) => part !== null && part !== '').join(', ');
  return joined === '' ? null : joined;
}
