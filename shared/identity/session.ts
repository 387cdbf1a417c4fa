import * as z from 'zod';
import { HOUR } from '../clock.ts';
import { instantSchema, organizationIdSchema, userIdSchema } from '../ids.ts';

/** The signed-in person, as the portal's sign-in provider vouched for. */
const personSchema = z.object({
  userId: userIdSchema,
  name: z.string(),
  /** Empty unless the provider says that it verified the address. */
  verifiedEmail: z.string(),
  organizationId: organizationIdSchema,
  organizationName: z.string(),
  administrator: z.boolean(),
  /** Whether the plan, as of this sign-in, includes the feature. */
  entitled: z.boolean(),
});
export type Person = z.infer<typeof personSchema>;

export const sessionSchema = z.object({
  /** Hash of the value in the cookie. */
  id: z.string(),
  person: personSchema,
  /** Goes into every form; a POST without it is refused. */
  csrfToken: z.string(),
  startedAt: instantSchema,
  expiresAt: instantSchema,
});
export type Session = z.infer<typeof sessionSchema>;

export const SESSION_LIFE = 8 * HOUR;

export interface SessionStore {
  read(id: string): Promise<Session | undefined>;
  save(session: Session): Promise<void>;
  end(id: string): Promise<void>;
}
