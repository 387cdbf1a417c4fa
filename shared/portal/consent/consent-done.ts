import * as z from 'zod';
import { capabilitySchema } from '../../capability.ts';
import { HOUR, SECOND } from '../../clock.ts';
import { tenantIdSchema } from '../../ids.ts';
import type { Services } from '../../services.ts';

const SEAL = 'consent done';
const doneSchema = z.object({ capability: capabilitySchema, tenantId: tenantIdSchema });
type ConsentDone = z.infer<typeof doneSchema>;

/** Where somebody who came by a one-time link sees that the consent is complete, also after a reload. */
export async function consentDoneAddress({ cookies }: Services, done: ConsentDone): Promise<string> {
  const about = await cookies.seal(SEAL, JSON.stringify(done), HOUR / SECOND);
  return `/consent/done?${new URLSearchParams({ about })}`;
}

/** What such an address is about; `undefined` for one that is not ours, or older than an hour. */
export async function readConsentDone({ cookies }: Services, query: URLSearchParams): Promise<ConsentDone | undefined> {
  const about = await cookies.open(SEAL, query.get('about') ?? undefined);
  return about === undefined ? undefined : doneSchema.parse(JSON.parse(about));
}
