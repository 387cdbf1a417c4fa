import type { OrganizationId } from '../ids.ts';
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
   * Reads, changes and writes back; again from the start when somebody else wrote in between. `change` gets
   * `undefined` for an organization that is not known yet, and answers `undefined` to leave things as they are.
   */
  change(
    id: OrganizationId,
    change: (current: Organization | undefined) => Organization | undefined,
  ): Promise<Organization | undefined>;
}
