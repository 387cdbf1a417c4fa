/** A mail as its reader sees it, and every header as it came. */
export interface MimeMessage {
  /** By lower-case name; a header that came twice has two values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  /** Decoded (RFC 2047). */
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
}

/** Reads a message as far as an ordinary program writes one: plain text, HTML, or both (RFC 5322, 2045, 2046). */
export function readMessage(raw: string): MimeMessage {
  const { headers, body } = split(raw);
  const parts = partsOf(headers, body);
  const decoded = (type: string) => {
    const part = parts.find((one) => contentType(one.headers).startsWith(type));
    return part === undefined ? null : decodeBody(part.headers['content-transfer-encoding']?.[0] ?? '7bit', part.body);
  };
  const subject = decodeWords(headers['subject']?.[0] ?? '');
  return { headers, subject, text: decoded('text/plain'), html: decoded('text/html') };
}

type Part = { readonly headers: Record<string, string[]>; readonly body: string };

function split(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const head = end === -1 ? raw : raw.slice(0, end);
  const headers: Record<string, string[]> = {};
  for (const line of head.replaceAll(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon === -1) continue;
    const name = line.slice(0, colon).toLowerCase();
    headers[name] = [...(headers[name] ?? []), line.slice(colon + 1).trim()];
  }
  return { headers, body: end === -1 ? '' : raw.slice(end + 4) };
}

function partsOf(headers: Part['headers'], body: string): Part[] {
  const boundary = /^multipart\/.*boundary="?([^";]+)"?/i.exec(contentType(headers))?.[1];
  if (boundary === undefined) return [{ headers, body }];
  const inner = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return inner.map((part) => split(part.replace(/^\r\n/, ''))).flatMap((part) => partsOf(part.headers, part.body));
}

function contentType(headers: Part['headers']): string {
  return headers['content-type']?.[0] ?? 'text/plain';
}

function decodeBody(encoding: string, body: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return quotedPrintable(body.replaceAll(/=\r\n/g, ''));
    default:
      return Buffer.from(body, 'latin1').toString('utf8');
  }
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function decodeWords(header: string): string {
  const joined = header.replaceAll(/\?=\s+=\?/g, '?==?');
  return joined.replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, form: string, word: string) =>
    form.toUpperCase() === 'B'
      ? Buffer.from(word, 'base64').toString('utf8')
      : quotedPrintable(word.replaceAll('_', ' ')),
  );
}
