import { MAX_BATCH, type Mailbox } from '../contacts/mailbox.ts';
import { type ContactId, instant, type LinkKey } from '../ids.ts';
import { inBatches } from '../in-batches.ts';
import { backOff } from '../links/back-off.ts';
import { eligibility } from '../links/eligibility.ts';
import type { LinkedState } from '../links/link.ts';
import { type Verdict, verdictOn } from './failure-verdict.ts';
import type { Findings } from './findings.ts';
import { observe } from './observe.ts';
import { openMailbox } from './open-mailbox.ts';
import { shownOf } from './preview-summary.ts';
import type { SyncDependencies } from './sync-dependencies.ts';
import { whatIsDue } from './what-is-due.ts';

/** What a run started now would do, or why it would do nothing. */
export type Preview =
  | {
      readonly kind: 'plan';
      readonly findings: Findings;
      /**
       * Display names of the contacts to remove, held ones included. They are read from Outlook: their cards are gone.
       */
      readonly names: ReadonlyMap<ContactId, string>;
    }
  /** The folder was deleted: a run would make it again and fill it. */
  | { readonly kind: 'folder-gone' }
  /** No run starts now: not linked, without a key, paused, not connected, plan lapsed, or asked to wait. */
  | { readonly kind: 'nothing-runs' }
  | { readonly kind: 'failed'; readonly code: Verdict['code'] };

/**
 * The plan of a run as "sync now" asks for it, with all cards and the folder listed (PRODUCT B6). Uses `observe`, as a
 * run does. Writes nothing to the mailbox or the ledger, and does not store a failure in the link: a run would meet the
 * same failure and store it. The one exception is a request to wait (throttling), which is stored in the link as a
 * back-off, since it holds for runs as well. Failures that `verdictOn` does not know are thrown on.
 */
export async function preview(deps: SyncDependencies, key: LinkKey): Promise<Preview> {
  const now = deps.clock.now();
  const read = await deps.links.read(key);
  const organization = (await deps.organizations.read(key.organizationId))?.organization;
  const answer = eligibility(read?.link, organization, now);
  if (answer.kind !== 'eligible' || organization === undefined) return { kind: 'nothing-runs' };

  const { link, linked, cardKey } = answer;
  const mailbox = openMailbox(deps, linked);
  const observed = { link, linked, cardKey, organization, mailbox };
  try {
    const due = whatIsDue({ ...link.sync, rebuildAsked: instant(now) }, now, deps.restoredAt);
    const reading = await observe(deps, observed, due, now);
    if (reading === 'folder-gone') return { kind: 'folder-gone' };
    const findings = await reading.whole();
    if (findings === 'too-much') throw new Error('A reading without a limit was given up as too much.');
    return { kind: 'plan', findings, names: await namesOf(mailbox, linked, findings) };
  } catch (failure) {
    const verdict = verdictOn(failure);
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
  for (const ids of inBatches(going, MAX_BATCH))
    for (const [contactId, name] of await mailbox.namesOf(folder.id, ids)) names.set(contactId, name);
  return names;
}
