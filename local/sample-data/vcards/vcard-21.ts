import { isUtf8 as isUtf8Bytes } from 'node:buffer';
import Encoding from 'encoding-japanese';

const NAME_AND_VALUE = /^((?:[^":]|"[^"]*")*):(.*)$/s;
const PARAMETERS = /(?:[^";(]|"[^"]*"|\([^)]*\))+/g;
const BARE_ENCODING = /^(QUOTED-PRINTABLE|BASE64|7BIT|8BIT)$/i;
/** A label of Android's address book, with a charset and an encoding of its own in parentheses. */
const CUSTOM_LABEL = /^X-[\w-]*\(/i;

/** A decoded line. `guessed` names the charset when the file does not say it. */
export interface DecodedLine {
  readonly text: string;
  readonly guessed: string | undefined;
}

/**
 * Decodes a line and writes a vCard 2.1 property in the notation of 3.0: types are named (`TEL;CELL` becomes
 * `TEL;TYPE=CELL`), quoted-printable and base64 text is decoded by its charset. Throws when the text is invalid in the
 * charset that the line names, or that charset is unknown.
 *
 * @param bytes an unfolded line, one character for each byte
 */
export function fromVcard21(bytes: string): DecodedLine {
  const [, head, value] = NAME_AND_VALUE.exec(bytes) ?? [];
  if (head === undefined || value === undefined) return decode(bytes, undefined);
  const [name, ...written] = head.match(PARAMETERS) ?? [];
  if (name === undefined || written.length === 0) return decode(bytes, undefined);

  const parameters = written
    .filter((parameter) => !CUSTOM_LABEL.test(parameter))
    .map((parameter) => {
      if (parameter.includes('=')) return parameter;
      return BARE_ENCODING.test(parameter) ? `ENCODING=${parameter}` : `TYPE=${parameter}`;
    });
  const named = (pattern: RegExp) => parameters.some((parameter) => pattern.test(parameter));
  const charset = parameters.find((parameter) => /^CHARSET=/i.test(parameter))?.slice('CHARSET='.length);
  const kept = parameters.filter((parameter) => !/^(?:CHARSET|ENCODING)=/i.test(parameter));
  const start = decode([name, ...kept].join(';'), undefined).text;
  const escaped = named(/^ENCODING=QUOTED-PRINTABLE$/i)
    ? decode(fromQuotedPrintable(value), charset, escapeText)
    : named(/^ENCODING=(?:BASE64|B)$/i)
      ? decode(Buffer.from(value, 'base64').toString('latin1'), charset, escapeText)
      : decode(value, isUtf8(value) ? 'utf-8' : charset);
  return { text: `${start}:${escaped.text}`, guessed: escaped.guessed };
}

/** Whether there are bytes beyond ASCII that are valid UTF-8, as in a file that was saved again in another charset. */
function isUtf8(bytes: string): boolean {
  return /[\x80-\xff]/.test(bytes) && isUtf8Bytes(Buffer.from(bytes, 'latin1'));
}

function fromQuotedPrintable(value: string): string {
  return value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** What 3.0 escapes in a text; a semicolon separates the parts of a name in both versions. */
function escapeText(text: string): string {
  return text.replaceAll(',', '\\,').replace(/\r\n|\n|\r/g, '\\n');
}

function decode(
  bytes: string,
  charset: string | undefined,
  written: (text: string) => string = (text) => text,
): DecodedLine {
  const buffer = Buffer.from(bytes, 'latin1');
  if (charset !== undefined) {
    return { text: written(new TextDecoder(charset, { fatal: true }).decode(buffer)), guessed: undefined };
  }
  const [text, guessed] = decodeUndeclared(buffer);
  return { text: written(text), guessed };
}

/** UTF-8 where it is valid, which no other text is by chance; otherwise what the detector takes it for. */
function decodeUndeclared(buffer: Buffer): [text: string, guessed: string | undefined] {
  for (const charset of ['utf-8', Encoding.detect(buffer, ['SJIS', 'EUCJP']) === 'EUCJP' ? 'euc-jp' : 'shift_jis']) {
    try {
      return [new TextDecoder(charset, { fatal: true }).decode(buffer), charset === 'utf-8' ? undefined : charset];
    } catch {
      // The bytes are not valid in this charset.
    }
  }
  return [new TextDecoder('windows-1252').decode(buffer), 'windows-1252'];
}
