const NAME_AND_VALUE = /^((?:[^":]|"[^"]*")*):(.*)$/s;
const PARAMETERS = /(?:[^";]|"[^"]*")+/g;
const BARE_ENCODING = /^(QUOTED-PRINTABLE|BASE64|7BIT|8BIT)$/i;

/**
 * A vCard 2.1 property in the notation of 3.0: types are named (`TEL;CELL` becomes `TEL;TYPE=CELL`), quoted-printable
 * text is decoded by its charset. Other lines are unchanged. Throws when the text is invalid in its charset, or the
 * charset is unknown.
 */
export function fromVcard21(line: string): string {
  const [, head, value] = NAME_AND_VALUE.exec(line) ?? [];
  if (head === undefined || value === undefined) return line;
  const [name, ...written] = head.match(PARAMETERS) ?? [];
  if (name === undefined || written.length === 0) return line;

  const parameters = written.map((parameter) => {
    if (parameter.includes('=')) return parameter;
    return BARE_ENCODING.test(parameter) ? `ENCODING=${parameter}` : `TYPE=${parameter}`;
  });
  const decoded = parameters.some((parameter) => /^ENCODING=QUOTED-PRINTABLE$/i.test(parameter))
    ? decodeQuotedPrintable(value, charsetOf(parameters))
    : value;
  return `${[name, ...parameters].join(';')}:${decoded}`;
}

function charsetOf(parameters: readonly string[]): string {
  const charset = parameters.find((parameter) => /^CHARSET=/i.test(parameter));
  return charset?.slice('CHARSET='.length) ?? 'utf-8';
}

/**
 * In some charsets a letter can be the second byte of a character, so letters count as bytes too; characters beyond
 * ASCII cannot be part of the encoding.
 */
function decodeQuotedPrintable(value: string, charset: string): string {
  const decoder = new TextDecoder(charset, { fatal: true });
  return value
    .replace(/[\p{ASCII}]+/gu, (encoded) => {
      const bytes = encoded.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return decoder.decode(Buffer.from(bytes, 'latin1'));
    })
    .replaceAll(',', '\\,')
    .replace(/\r\n|\n|\r/g, '\\n');
}
