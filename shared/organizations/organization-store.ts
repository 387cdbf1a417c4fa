import type { OrganizationId } from '../ids.ts';
import type { Change, Decision } from '../optimistic-concurrency.ts';
import type { Organization } from './organization.ts';

/** An organization with the version (ETag) that a later write has to match. */
export interface VersionedOrganization {
  readonly organization: Organization;
  readonly version: string;
}

export interface OrganizationStore {
  /** A point read; costs one request unit. */
  read(id: OrganizationId): Promise<VersionedOrganization | undefined>;
  /**
   * Reads, decides and writes back; repeats when somebody else wrote in between. `decide` gets `undefined` for an
   * unknown organization. Answers `undefined` when nothing was to be changed; see `changeVersioned`.
   */
  change(id: OrganizationId, decide: Decision<Organization>): Promise<Change<Organization> | undefined>;
}
