import type { OrganizationId } from '../ids.ts';
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
   * Reads, changes and writes back; repeats when somebody else wrote in between. `change` gets `undefined` for an
   * unknown organization and returns `undefined` to change nothing. It may be called several times.
   */
  change(
    id: OrganizationId,
    change: (current: Organization | undefined) => Organization | undefined,
  ): Promise<Organization | undefined>;
}
