import { MAX_BATCH } from '../contacts/mailbox.ts';
import { instant, type LinkKey } from '../ids.ts';
import type { Link, LinkState, SyncState } from './link.ts';
import { NEVER_TOLD } from './link.ts';
import { slotOf } from './slot.ts';

/** The states that may follow each state. Any other transition is a programming error. */
const MAY_FOLLOW: Readonly<Record<LinkState['name'], readonly LinkState['name'][]>> = {
  'not-linked': ['linking'],
  linking: ['linking', 'linked', 'not-linked'],
  linked: ['linked', 'reconnect-needed', 'unlinking'],
  'reconnect-needed': ['linked', 'reconnect-needed', 'unlinking'],
  unlinking: ['not-linked'],
};

/** Most ended links that are remembered; limited to keep the document small. */
const MAX_FORMER_LINKS = 10;

/** The link in its next state, with all fields that depend on the state. Throws when the transition is not allowed. */
export function moveTo(link: Link, state: LinkState): Link {
  if (!MAY_FOLLOW[link.state.name].includes(state.name)) {
    throw new Error(`A link that is "${link.state.name}" cannot become "${state.name}".`);
  }
  if (state.name === 'not-linked') {
    return { ...link, state, slot: null, pausedAt: null, sync: NEVER_SYNCED, formerLinks: withEnded(link) };
  }
  // The timer serves links in every state but the first: that also finds links whose clean-up message was lost.
  return { ...link, state, slot: slotOf(link) };
}

/** The former links, including the one that ends now. A linking that broke off adds no unresolved creates. */
function withEnded({ state, sync, formerLinks }: Link): Link['formerLinks'] {
  if (state.name === 'not-linked') return formerLinks;
  const { linkId } = state;
  const known = formerLinks.find((former) => former.linkId === linkId);
  const unresolved = state.name === 'linking' ? (known?.unresolved ?? null) : sync.unresolved;
  return [...formerLinks.filter((former) => former !== known), { linkId, unresolved }].slice(-MAX_FORMER_LINKS);
}

/** The sync state of a link that was never served. */
export const NEVER_SYNCED: SyncState = {
  cursor: null,
  window: {},
  lastSweep: null,
  lastFolderListing: null,
  unresolved: null,
  unsettled: null,
  adopting: false,
  absent: null,
  doubles: 0,
  parked: 0,
  triesParked: null,
  ledgerDigest: null,
  rebuildAsked: null,
  repairAsked: null,
  notBefore: null,
  traffic: [],
  batchSize: MAX_BATCH,
  wanted: false,
  lastChecked: null,
  lastSuccess: null,
  lastFailure: null,
  counts: null,
  history: [],
  hold: null,
  progress: null,
};

/** The document of a person who visits for the first time; the person is not linked yet. */
export function newLink(key: LinkKey, person: Pick<Link, 'email' | 'language'>): Link {
  return {
    schema: 1,
    ...key,
    ...person,
    state: { name: 'not-linked' },
    slot: null,
    cardKey: null,
    pausedAt: null,
    formerLinks: [],
    notices: NEVER_TOLD,
    lease: { epoch: 0, until: instant(0) },
    sync: NEVER_SYNCED,
  };
}
