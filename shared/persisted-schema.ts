import * as z from 'zod';

/**
 * The form of something that is stored, read and written back. What this release does not know stays in it: while one
 * release replaces another both are at work, and the older one must not drop what the newer one has written.
 */
export function persisted<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape> {
  // Of the type that names every field: nothing here reads what it does not know.
  return z.looseObject(shape) as unknown as z.ZodObject<Shape>;
}
