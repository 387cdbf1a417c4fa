import * as z from 'zod';

/**
 * A list without the items that are not readable, so that one of them does not hide the others. What a list lacks counts
 * as not answered: contacts are looked up by their ids then, and writes are in doubt.
 */
export const readableItems = <T extends z.ZodType>(item: T) =>
  z.array(z.unknown()).transform((list) =>
    list.flatMap((each) => {
      const parsed = item.safeParse(each);
      return parsed.success ? [parsed.data] : [];
    }),
  );
