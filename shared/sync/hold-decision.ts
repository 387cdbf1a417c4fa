import * as z from 'zod';

/** A person's word on held removals, and how many of them the page showed (PRODUCT C6). */
export const holdDecisionSchema = z.object({
  decision: z.enum(['apply', 'keep']),
  removals: z.coerce.number().int().min(0),
});
export type HoldDecision = z.infer<typeof holdDecisionSchema>;
