import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { raw } from 'hono/html';
import * as z from 'zod';
import { SECOND } from '../../clock.ts';
import { FUNCTION_TIMEOUT } from '../../function-timeout.ts';
import { SESSION_TTL, type Session } from '../../identity/session.ts';
import type { Submission } from '../../identity/submission.ts';
import { instant } from '../../ids.ts';
import { flashSchema, type PortalResponse, refuse } from './response.ts';
import type { Call } from './route.ts';

/** Milliseconds between two looks at a submission that another request works on, and for how long that is waited for. */
const PAUSE = 500;
const PATIENCE = 20 * SECOND;

/**
 * A form that the same person sends again is the same act (PRODUCT E8): it is answered with the outcome of the first,
 * and nothing is done. This covers a double click, a reload of the answer, and a page to which the browser went back.
 * A form that was changed, or is of a page that was loaded anew, is another act.
 *
 * Only what was done is remembered; a form that was rejected, or for which something failed, may be sent again. What
 * leads to a sign-in service is not remembered, since each round trip there can be completed once.
 *
 * @param act does what the form asks for
 */
export async function answerOnce(
  call: Call<Session>,
  act: () => Promise<PortalResponse> | PortalResponse,
): Promise<PortalResponse> {
  const { services, session, form } = call;
  const { submissions, cookies, clock } = services;
  if (!form.has('submission')) return act();
  const submission = { id: idOf(call), organizationId: session.person.organizationId };
  const seal = `submission ${submission.id}`;
  const inTime = (milliseconds: number) => instant(clock.now().getTime() + milliseconds);

  for (let waited = 0; waited <= PATIENCE; waited += PAUSE) {
    const claim = await submissions.claim(submission, inTime(FUNCTION_TIMEOUT));
    if (claim === 'first') {
      const reply = await actOrRelease(call, submission, act);
      const outcome = await outcomeOf(reply);
      if (outcome === undefined) await submissions.release(submission);
      else {
        const sealed = await cookies.seal(seal, JSON.stringify(outcome), SESSION_TTL / SECOND);
        await submissions.keep(submission, sealed, inTime(SESSION_TTL));
      }
      return reply;
    }
    const outcome = await cookies.open(seal, claim.outcome ?? undefined);
    if (outcome !== undefined) return replyOf(outcomeSchema.parse(JSON.parse(outcome)));
    await sleep(PAUSE);
  }
  return refuse('under-way');
}

async function actOrRelease(
  { services }: Call<Session>,
  submission: Submission,
  act: () => Promise<PortalResponse> | PortalResponse,
): Promise<PortalResponse> {
  try {
    return await act();
  } catch (failure) {
    await services.submissions.release(submission);
    throw failure;
  }
}

/** Everything that makes a form another one: the person, the address, the fields, and the file. */
function idOf({ session, request, form, file }: Call<Session>): string {
  const { organizationId, userId } = session.person;
  const hash = createHash('sha256');
  hash.update(JSON.stringify([organizationId, userId, new URL(request.url).pathname, form.toString()]));
  if (file !== undefined) hash.update(file);
  return hash.digest('base64url');
}

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('redirect'), to: z.string(), flash: flashSchema.optional() }),
  z.object({ kind: z.literal('page'), page: z.looseObject({ title: z.string(), content: z.string() }) }),
]);
type Outcome = z.infer<typeof outcomeSchema>;

/** What is remembered of a reply; `undefined` when nothing was done, or when it leads elsewhere. */
async function outcomeOf(reply: PortalResponse): Promise<Outcome | undefined> {
  if (reply.kind === 'redirect' && reply.to.startsWith('/') && (reply.cookies ?? []).length === 0) {
    const { to, flash } = reply;
    return { kind: 'redirect', to, flash };
  }
  if (reply.kind === 'page' && (reply.status ?? 200) === 200) {
    return { kind: 'page', page: { ...reply.page, content: String(await reply.page.content) } };
  }
  return undefined;
}

function replyOf(outcome: Outcome): PortalResponse {
  if (outcome.kind === 'page') return { ...outcome, page: { ...outcome.page, content: raw(outcome.page.content) } };
  const { flash, ...redirect } = outcome;
  return flash === undefined ? redirect : { ...redirect, flash };
}
