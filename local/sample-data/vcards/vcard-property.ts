import ICAL from 'ical.js';
import * as z from 'zod';

/** One property of a vCard, unescaped. */
export interface VcardProperty {
  name: string;
  /** Lower case, e.g. `work`, `cell`, `pref`. */
  types: ReadonlySet<string>;
  /** A lower rank means a stronger preference. */
  rank: number;
  parameter(name: string): string | undefined;
  /** The value as text; null when empty. */
  text: string | null;
  /** A component of a structured value (`N`, `ORG`, `ADR`); null when missing or empty. */
  part(index: number): string | null;
  /** All non-empty components. */
  parts: readonly string[];
}

/** jCard (RFC 7095): name, parameters, type of value, values. */
const jCardProperty = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()], z.unknown());

/** Parses one decoded line. Throws when it is not a vCard property. */
export function readProperty(line: string): VcardProperty {
  // The library's 3.0 rules can also read 4.0, and they keep the time zone of REV, which its 4.0 rules drop.
  const parsed: unknown = ICAL.parse.property(line, ICAL.design.vcard3);
  const [name, parameters, , ...values] = jCardProperty.parse(parsed);
  const types = new Set([parameters['type'] ?? []].flat(2).map((type) => String(type).toLowerCase()));
  const all = values.length === 1 && Array.isArray(values[0]) ? values[0].map(plain) : [values.map(plain).join(',')];
  return {
    name,
    types,
    rank: types.has('pref') ? 0 : Number(parameters['pref'] ?? 101),
    parameter: (parameter) => {
      const value = parameters[parameter];
      return value === undefined ? undefined : String(value);
    },
    text: filled(all.join(';')),
    part: (index) => filled(all[index] ?? ''),
    parts: all.flatMap((part) => filled(part) ?? []),
  };
}

/** A value or a list of values as text. The library does not unescape semicolons and colons everywhere. */
function plain(value: unknown): string {
  return Array.isArray(value) ? value.map(plain).join(',') : String(value).replace(/\\([;:])/g, '$1');
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
