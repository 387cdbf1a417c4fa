import type { Capability } from '../capability.ts';
import type { Instant, OrganizationId } from '../ids.ts';

/** Whose link it is, by the hash of what is in it. Whether it is still good stands with the connection. */
interface ConsentLinkRecord {
  readonly id: string;
  readonly organizationId: OrganizationId;
  readonly capability: Capability;
  readonly until: Instant;
}

/** One-time links. Forgotten when they expire. */
export interface ConsentLinkStore {
  save(record: ConsentLinkRecord): Promise<void>;
  read(id: string): Promise<ConsentLinkRecord | undefined>;
}
