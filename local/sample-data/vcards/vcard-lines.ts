/** One unfolded property as written in the file, one character for each byte. `line` counts from 1. */
interface VcardLine {
  line: number;
  text: string;
}

/** The lines between `BEGIN:VCARD` and `END:VCARD`. */
export interface VcardBlock {
  line: number;
  lines: VcardLine[];
}

/** Why a part of a file was rejected. */
export interface VcardProblem {
  line: number;
  reason: string;
}

const BEGIN = /^BEGIN:VCARD\s*$/i;
const END = /^END:VCARD\s*$/i;
const BASE64 = /^[^:]*;(ENCODING=)?(BASE64|B)[;:]/i;
const ONLY_BASE64 = /^[A-Za-z0-9+/]+={0,2}\s*$/;
const AGENT = /^AGENT:\s*$/i;
const QUOTED_PRINTABLE = /^[^:]*;(ENCODING=)?QUOTED-PRINTABLE[;:]/i;

/**
 * Splits a file into its cards. A card without an end is reported as a problem and does not affect the other cards; so
 * is a card inside another one (AGENT), which is left out.
 *
 * @param bytes the file, one character for each byte: a line may be folded inside a character
 */
export function splitVcards(bytes: string): { blocks: VcardBlock[]; problems: VcardProblem[] } {
  const blocks: VcardBlock[] = [];
  const problems: VcardProblem[] = [];
  let open: VcardBlock | undefined;
  let depth = 0;
  const giveUp = () => {
    if (open !== undefined) problems.push({ line: open.line, reason: 'This card has no END:VCARD' });
  };

  for (const [index, written] of bytes
    .replace(/^\xEF\xBB\xBF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const line = index + 1;
    const opensAgent = BEGIN.test(written) && AGENT.test(open?.lines.at(-1)?.text ?? '');
    if (opensAgent) problems.push({ line, reason: 'The card inside another one (AGENT) is left out' });
    if (opensAgent || depth > 0) {
      depth += BEGIN.test(written) ? 1 : END.test(written) ? -1 : 0;
      if (depth === 0) open?.lines.pop();
    } else if (BEGIN.test(written)) {
      giveUp();
      open = { line, lines: [] };
    } else if (END.test(written)) {
      if (open === undefined) problems.push({ line, reason: 'This END:VCARD has no BEGIN:VCARD' });
      else blocks.push(open);
      open = undefined;
    } else if (open !== undefined) {
      appendLine(open.lines, { line, text: written });
    }
  }
  giveUp();
  if (blocks.length === 0 && problems.length === 0)
    problems.push({ line: 1, reason: 'There is no vCard in this file' });
  return { blocks, problems };
}

/**
 * Adds a line of the file, or appends it to the property that it continues (by folding, or by a soft line break of
 * vCard 2.1).
 */
function appendLine(lines: VcardLine[], next: VcardLine): void {
  const last = lines.at(-1);
  if (last?.text.endsWith('=') && QUOTED_PRINTABLE.test(last.text)) last.text = last.text.slice(0, -1) + next.text;
  else if (last !== undefined && BASE64.test(last.text) && ONLY_BASE64.test(next.text)) last.text += next.text.trim();
  else if (/^[ \t]/.test(next.text) && last !== undefined) last.text += next.text.slice(1);
  else if (next.text.trim() !== '') lines.push(next);
}
