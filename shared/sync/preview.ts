import { MAX_BATCH, type Mailbox } from '../contacts/mailbox.ts';
import { type ContactId, instant, type LinkKey } from '../ids.ts';
import { backOff } from '../links/back-off.ts';
import { eligibility } from '../links/eligibility.ts';
import type { LinkedState } from '../links/link.ts';
import type { Findings } from './findings.ts';
import { observe } from './observe.ts';
import { openMailbox } from './open-mailbox.ts';
import { shownOf } from './preview-summary.ts';
import { judge, type Verdict } from './record-failure.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { whatIsDue } from './what-is-due.ts';

/** What the next run would do, or why it would do nothing. */
export type Preview =
  | {
      readonly kind: 'plan';
      readonly findings: Findings;
      /** What the contacts are called that go, or would go; of their cards we know nothing any more. */
      readonly names: ReadonlyMap<ContactId, string>;
    }
  /** The folder was deleted: it would be made again and filled. */
  | { readonly kind: 'folder-gone' }
  /** Not linked, without a key, paused, not connected, or asked to wait. */
  | { readonly kind: 'nothing-runs' }
  | { readonly kind: 'failed'; readonly code: Verdict['code'] };

/**
 * The plan of a run that looks at everything, as "sync now" brings it about, by the function that the run uses (PRODUCT
 * B6). Nothing is written, and no failure is put down, for the run will meet it itself; but who is told to wait says so
 * to everybody.
 */
export async function preview(deps: SyncDependencies, key: LinkKey): Promise<Preview> {
  const now = deps.clock.now();
  const read = await deps.links.read(key);
  const organization = (await deps.organizations.read(key.organizationId))?.organization;
  const answer = eligibility(read?.link, organization, now);
  if (answer.kind !== 'eligible' || organization === undefined) return { kind: 'nothing-runs' };

  const { link, linked, cardKey } = answer;
  const mailbox = openMailbox(deps, linked);
  const at = { link, linked, cardKey, organization, mailbox };
  try {
    const due = whatIsDue({ ...link.sync, rebuildAsked: instant(now) }, now, deps.restoredAt);
    const findings = await observe(deps, at, due, now);
    if (typeof findings === 'string') return { kind: 'folder-gone' };
    return { kind: 'plan', findings, names: await namesOf(mailbox, linked, findings) };
  } catch (failure) {
    const verdict = judge(failure);
    if (verdict === undefined) throw failure;
    await backOff(deps, link, verdict.wait);
    return { kind: 'failed', code: verdict.code };
  }
}

async function namesOf(
  mailbox: Mailbox,
  { folder }: LinkedState,
  findings: Findings,
): Promise<ReadonlyMap<ContactId, string>> {
  const going = shownOf(findings).flatMap(({ action }) => (action.kind === 'remove' ? [action.contactId] : []));
  const names = new Map<ContactId, string>();
  for (let start = 0; start < going.length; start += MAX_BATCH) {
    const part = await mailbox.namesOf(folder.id, going.slice(start, start + MAX_BATCH));
    for (const [contactId, name] of part) names.set(contactId, name);
  }
  return names;
}
