import * as z from 'zod';

/** Values by canonical property id. */
export type ExtendedValues = Record<string, string>;

const FORMAT =
  /^String (?:\{([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\} (?:Name (.+)|Id (0x[0-9a-f]{4}))|(0x[0-9a-f]{4}))$/i;

/**
 * The canonical spelling of a property id: the name is case-sensitive, hexadecimal digits are not. Only string
 * properties are emulated. `undefined` for an invalid id. (unverified: that Graph answers in the lower-case spelling,
 * whichever was sent)
 */
export function canonicalId(id: string): string | undefined {
  const match = FORMAT.exec(id);
  if (!match) return undefined;
  const [, set, name, number, tag] = match;
  if (tag !== undefined) return `String ${tag.toLowerCase()}`;
  return `String {${set?.toLowerCase()}} ${name === undefined ? `Id ${number?.toLowerCase()}` : `Name ${name}`}`;
}

/**
 * Whether the property is a named one, which permanently uses up one of the mailbox's few names; a tag such as
 * `0x3a24` does not.
 */
export function isNamed(id: string): boolean {
  return id.includes('{');
}

/** The `singleValueExtendedProperties` of a body, as values by id. */
export const extendedProperties = z
  .array(
    z.strictObject({
      id: z.string().transform((id, context) => {
        const canonical = canonicalId(id);
        if (canonical !== undefined) return canonical;
        context.addIssue({ code: 'custom', message: `The extended property id '${id}' is not valid` });
        return z.NEVER;
      }),
      value: z.string(),
    }),
  )
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'An extended property occurs twice')
  .transform((list): ExtendedValues => Object.fromEntries(list.map(({ id, value }) => [id, value])));

export function extendedView(values: ExtendedValues, only?: ReadonlySet<string>): { id: string; value: string }[] {
  return Object.entries(values)
    .filter(([id]) => only?.has(id) ?? true)
    .map(([id, value]) => ({ id, value }));
}
