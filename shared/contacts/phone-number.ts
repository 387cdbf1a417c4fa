import type { CountryCode } from 'libphonenumber-js/max';
import { plainText } from '../plain-text.ts';

/**
 * A number, the words around it, and an extension behind a mark. The words have no digit in them, so that no second
 * number is taken for a remark.
 */
const PRINTED =
  /^\D*?(?<base>\(?\+?\d[-\d()\s./]*)\D*?(?:(?:内線|ext(?:ension|n)?|x|#|;ext=)\D{0,3}(?<ext>\d{1,7}))?\D*$/i;

/**
 * Converts a number to E.164 (`+81312345678`), with an extension as `;ext=` (PRODUCT F3). Only what is one valid number
 * by the published plan of its country, with an extension only where it is marked as one; anything else (two numbers, a
 * range of numbers, a number without its area code) is returned as printed.
 *
 * @param countryCode of the card, ISO 3166-1 alpha-2; the default for a number without a country code. Japan when
 *   empty or unknown
 */
export type InternationalNumber = (printed: string, countryCode: string) => string;

/** Loads the numbering plans of all countries, which only organizations with that rule need. */
export async function internationalNumbers(): Promise<InternationalNumber> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/max');
  return (printed, countryCode) => {
    const { base, ext } = PRINTED.exec(plainText(printed))?.groups ?? {};
    if (base === undefined) return printed;
    const country = countryCode.toUpperCase();
    const home: CountryCode = isSupportedCountry(country) ? country : 'JP';
    const number = parsePhoneNumberFromString(base, { defaultCountry: home, extract: false });
    if (number === undefined || !number.isValid()) return printed;
    return ext === undefined ? number.number : `${number.number};ext=${ext}`;
  };
}
