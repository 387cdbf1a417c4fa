import * as z from 'zod';
import { entryStatusSchema } from '../../sample-data/biz-card.ts';
import { tokyoTime } from '../../sample-data/tokyo-time.ts';
import { refusal } from './api-errors.ts';

/**
 * `YYYY-MM-DDThh:mm:ssTZD`. A `+` that was not sent as `%2B` arrives as a space and is refused.
 * Unverified: v1 took the zone `Z`; whether later versions do is not known, so it is refused.
 */
const time = z.iso
  .datetime({ offset: true, precision: 0 })
  .refine((text) => !text.endsWith('Z'), 'The offset must be written as +hh:mm')
  .transform((text) => tokyoTime(new Date(text)));

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');

const limit = (most: number) =>
  z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(most))
    .default(100);

const paging = { limit: limit(300), nextPageToken: z.string().optional() };

const selection = {
  range: z.enum(['me', 'all']).default('me'),
  entryStatus: entryStatusSchema.default('completed'),
  includePastBizCards: flag,
  includeTags: flag,
};

/** `GET /bizCards`. Both ends of the window are included. */
export const listQuerySchema = z
  .strictObject({
    updatedFrom: time,
    updatedTo: time,
    ...selection,
    orderBy: z.enum(['registeredAt', 'completedAt', 'updatedAt']).default('updatedAt'),
    orderDirection: z.enum(['asc', 'desc']).default('asc'),
    ...paging,
  })
  .refine(({ updatedFrom, updatedTo }) => updatedFrom < updatedTo, 'updatedTo must be later than updatedFrom');

/** `GET /bizCards/search`. */
export const searchQuerySchema = z.strictObject({
  companyName: z.string().optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  tel: z.string().optional(),
  mobile: z.string().optional(),
  tagId: z.union([z.string().transform((id) => [id]), z.array(z.string())]).optional(),
  ...selection,
  orderBy: z.enum(['registeredAt', 'updatedAt']).default('updatedAt'),
  orderDirection: z.enum(['asc', 'desc']).default('desc'),
  ...paging,
});

/** `GET /bizCards/{id}` and `GET /persons/{id}`. */
export const itemQuerySchema = z.strictObject({ includeTags: flag });

/** `GET /bizCards/{id}/tags`. */
export const tagsQuerySchema = z.strictObject({ ...paging, limit: limit(100) });

export type ListQuery = z.infer<typeof listQuerySchema>;
export type SearchQuery = z.infer<typeof searchQuerySchema>;

/**
 * The parameters of a request; 400 when they are invalid. Unverified: that unknown and repeated parameters are
 * refused; refusing them keeps clients from relying on them.
 */
export function readQuery<S extends z.ZodType>(url: string, schema: S): z.output<S> {
  const parameters = new URL(url).searchParams;
  const values = [...new Set(parameters.keys())].map((name) => {
    const [first, ...more] = parameters.getAll(name);
    return [name, more.length === 0 ? first : [first, ...more]] as const;
  });
  const parsed = schema.safeParse(Object.fromEntries(values));
  if (!parsed.success) throw refusal(400, 'BadRequest', z.prettifyError(parsed.error));
  return parsed.data;
}
