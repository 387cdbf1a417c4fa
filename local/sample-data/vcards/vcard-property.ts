import ICAL from 'ical.js';
import * as z from 'zod';
import { fromVcard21 } from './vcard-21.ts';

/** One property of a vCard, unescaped. */
export interface VcardProperty {
  name: string;
  /** Lower case, e.g. `work`, `cell`, `pref`. */
  types: ReadonlySet<string>;
  /** The lower, the more its owner prefers it. */
  rank: number;
  parameter(name: string): string | undefined;
  /** The value as one text; null when empty. */
  text: string | null;
  /** A part of a value that has parts (`N`, `ORG`, `ADR`); null when missing or empty. */
  part(index: number): string | null;
  /** All parts that are not empty. */
  parts: readonly string[];
}

/** jCard (RFC 7095): name, parameters, type of value, values. */
const jCardProperty = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()], z.unknown());

/** Reads one unfolded line. Throws when it is no vCard property. */
export function readProperty(line: string): VcardProperty {
  // The 3.0 rules read 4.0 too, and keep the time zone of REV, which the library's 4.0 rules cut off.
  const parsed: unknown = ICAL.parse.property(fromVcard21(line), ICAL.design.vcard3);
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

/** A value or a list of values as text. The library leaves escaped semicolons outside of structured values as they are. */
function plain(value: unknown): string {
  return Array.isArray(value) ? value.map(plain).join(',') : String(value).replaceAll('\\;', ';');
}

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
