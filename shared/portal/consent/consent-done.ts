import * as z from 'zod';
import { capabilitySchema } from '../../capability.ts';
import { HOUR, SECOND } from '../../clock.ts';
import { tenantIdSchema } from '../../ids.ts';
import type { Services } from '../../services.ts';

const SEAL = 'consent done';
const doneSchema = z.object({ capability: capabilitySchema, tenantId: tenantIdSchema });
type ConsentDone = z.infer<typeof doneSchema>;

/** URL of the page that confirms the consent to a visitor with a one-time link; it survives a reload. */
export async function consentDoneAddress({ cookies }: Services, done: ConsentDone): Promise<string> {
  const about = await cookies.seal(SEAL, JSON.stringify(done), HOUR / SECOND);
  return `/consent/done?${new URLSearchParams({ about })}`;
}

/** Reads the sealed result in that URL; `undefined` when it is invalid or older than an hour. */
export async function readConsentDone({ cookies }: Services, query: URLSearchParams): Promise<ConsentDone | undefined> {
  const about = await cookies.open(SEAL, query.get('about') ?? undefined);
  return about === undefined ? undefined : doneSchema.parse(JSON.parse(about));
}
