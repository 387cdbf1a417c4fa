import type { OrganizationId } from '../ids.ts';
import type { Change, Decision } from '../optimistic-concurrency.ts';
import type { Organization } from './organization.ts';

/** An organization as it was read, with what a later write must show. */
export interface VersionedOrganization {
  readonly organization: Organization;
  readonly version: string;
}

export interface OrganizationStore {
  /** One request unit. */
  read(id: OrganizationId): Promise<VersionedOrganization | undefined>;
  /**
   * Reads, decides and writes; again from the start when somebody else wrote in between. `decide` gets `undefined` for
   * an organization that is not known yet. Answers `undefined` when nothing was to be changed; see `changeVersioned`.
   */
  change(id: OrganizationId, decide: Decision<Organization>): Promise<Change<Organization> | undefined>;
}
