import * as z from 'zod';

/** One kind of access that a tenant grants, each consented on its own (PRODUCT A5). */
export const capabilitySchema = z.enum(['contacts', 'mail']);
export type Capability = z.infer<typeof capabilitySchema>;
