import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Converts a number to E.164 (`+81312345678`), with an extension as `;ext=`. Returns an invalid number as printed.
 *
 * @param countryCode of the card, ISO 3166-1 alpha-2; the default for a number without a country code. Japan when
 *   empty
 */
export function internationalNumber(printed: string, countryCode: string): string {
  const country = countryCode.toUpperCase();
  const home: CountryCode = isSupportedCountry(country) ? country : 'JP';
  const number = parsePhoneNumberFromString(printed.normalize('NFKC'), home);
  if (number === undefined || !number.isPossible()) return printed;
  return number.ext === undefined ? number.number : `${number.number};ext=${number.ext}`;
}
