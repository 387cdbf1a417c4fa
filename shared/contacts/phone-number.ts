import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * The number in E.164 (`+81312345678`), an extension after `;ext=`; as printed when it is not a number that can exist.
 *
 * @param countryCode of the card, ISO 3166-1 alpha-2; a number without a country is taken for one of that country, or
 *   of Japan when the card names none
 */
export function internationalNumber(printed: string, countryCode: string): string {
  const country = countryCode.toUpperCase();
  const home: CountryCode = isSupportedCountry(country) ? country : 'JP';
  const number = parsePhoneNumberFromString(printed.normalize('NFKC'), home);
  if (number === undefined || !number.isPossible()) return printed;
  return number.ext === undefined ? number.number : `${number.number};ext=${number.ext}`;
}
