import type { Capability } from '../capability.ts';
import type { Instant, OrganizationId } from '../ids.ts';

/**
 * The organization of a one-time link, found by the hash of its token. The connection says whether it is still valid.
 */
interface ConsentLinkRecord {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly capability: Capability;
  readonly until: Instant;
}

/** Stores one-time links until they expire. */
export interface ConsentLinkStore {
  save(record: ConsentLinkRecord): Promise<void>;
  read(id: string): Promise<ConsentLinkRecord | undefined>;
}
