import * as z from 'zod';
import { foldAscii } from '../ascii-case.ts';

/** Single-value extended properties as Graph returns them. By the published metadata all of it may be null or missing. */
export const extendedProperties = z
  .array(z.object({ id: z.string().nullish(), value: z.string().nullish() }))
  .nullish();

/** The value of an extended property; `null` when there is none. Graph may spell the hexadecimal digits of an id otherwise. */
export function extendedValue(properties: z.output<typeof extendedProperties>, id: string): string | null {
  return properties?.find((property) => foldAscii(property.id ?? '') === foldAscii(id))?.value ?? null;
}
