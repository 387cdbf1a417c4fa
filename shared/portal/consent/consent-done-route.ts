import * as z from 'zod';
import { capabilitySchema } from '../../capability.ts';
import { HOUR, SECOND } from '../../clock.ts';
import { tenantIdSchema } from '../../ids.ts';
import type { Services } from '../../services.ts';
import { publicRoute } from '../http/portal-route.ts';
import { pageReply, redirectTo } from '../http/response.ts';
import { consentDonePage } from './consent-link-page.ts';

const SEAL = 'consent done';
const doneSchema = z.object({ capability: capabilitySchema, tenantId: tenantIdSchema });

/** Where somebody who came by a one-time link sees that the consent is complete, also after a reload. */
export async function consentDoneAddress({ cookies }: Services, done: z.infer<typeof doneSchema>): Promise<string> {
  const about = await cookies.seal(SEAL, JSON.stringify(done), HOUR / SECOND);
  return `/consent/done?${new URLSearchParams({ about })}`;
}

publicRoute('consent-done', { method: 'GET', route: 'consent/done' }, async ({ services, request, words }) => {
  const about = await services.cookies.open(SEAL, request.query.get('about') ?? undefined);
  if (about === undefined) return redirectTo('/');
  const { capability, tenantId } = doneSchema.parse(JSON.parse(about));
  return pageReply(consentDonePage(words, capability, tenantId));
});
