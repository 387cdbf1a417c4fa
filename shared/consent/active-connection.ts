import type { Connected, Organization } from '../organizations/organization.ts';

/** Whether the connection of this generation is over for good, and not only paused by the plan (PRODUCT A6). */
export function hasEnded(organization: Organization | undefined, generation: number): boolean {
  const connection = organization?.contacts;
  return connection?.state !== 'connected' || connection.generation !== generation;
}

/** The connection under which this generation may work now, or `undefined`: ended, renewed, or the plan lapsed. */
export function activeConnection(organization: Organization | undefined, generation: number): Connected | undefined {
  const connection = organization?.contacts;
  if (organization === undefined || !organization.entitled) return undefined;
  return connection?.state === 'connected' && connection.generation === generation ? connection : undefined;
}

/** The same, unless the administrator has all links rest: what the engine may serve now. */
export function servedConnection(organization: Organization | undefined, generation: number): Connected | undefined {
  return organization?.pausedAt === null ? activeConnection(organization, generation) : undefined;
}
