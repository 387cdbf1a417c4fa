import * as z from 'zod';
import { startLinking } from '../../links/linking/link-sign-in.ts';
import { userRoute } from '../http/portal-route.ts';
import { showLinkStep } from './show-link-step.ts';

/** What to do with the folder of an earlier link, on the page that asks. */
const answerSchema = z.object({ folder: z.enum(['take-over', 'rename']), question: z.string() });

userRoute('link', { method: 'POST', route: 'settings/microsoft-365/link', limited: 'link' }, async (call) => {
  const { services, session, form } = call;
  const answer = answerSchema.safeParse(Object.fromEntries(form)).data;
  const step = await startLinking(
    services.linking,
    session,
    answer && { what: answer.folder, question: answer.question },
  );
  return showLinkStep(call, step);
});
