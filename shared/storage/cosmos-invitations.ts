import { createHash } from 'node:crypto';
import type { OrganizationId } from '../ids.ts';
import { type InvitationStore, invitationSchema } from '../invitations/invitation.ts';
import { changeVersioned } from '../optimistic-concurrency.ts';
import { type OpenContainer, orConflict } from './cosmos-database.ts';
import { queryAll } from './cosmos-query.ts';

const ITEM = 'invitation';

const PAGE =
  "SELECT TOP @most * FROM c WHERE c.organizationId = @organizationId AND c.type = 'invitation' AND c.email > @after ORDER BY c.email";

/**
 * Invitations in the container of the links. Item ids may be logged, so they contain a hash of the address.
 */
export function cosmosInvitations(open: OpenContainer): InvitationStore {
  const item = async (organizationId: OrganizationId, email: string) =>
    (await open('links')).item(ITEM, [organizationId, partitionOf(email)]);
  const versioned = async (organizationId: OrganizationId, email: string) => {
    const { resource, etag } = await (await item(organizationId, email)).read();
    return resource === undefined ? undefined : { current: invitationSchema.parse(resource), version: etag };
  };
  return {
    read: async (organizationId, email) => (await versioned(organizationId, email))?.current,
    change: (organizationId, email, decide) =>
      changeVersioned(
        () => versioned(organizationId, email),
        async (next, version) => {
          const stored = { ...next, id: ITEM, type: ITEM, userId: partitionOf(email) };
          const links = await open('links');
          await orConflict(async () =>
            version === undefined
              ? links.items.create(stored)
              : (await item(organizationId, email)).replace(stored, {
                  accessCondition: { type: 'IfMatch', condition: version },
                }),
          );
        },
        decide,
      ),
    async page(organizationId, after, most) {
      const found = await queryAll(await open('links'), PAGE, { most, organizationId, after });
      return found.map((one) => invitationSchema.parse(one));
    },
  };
}

function partitionOf(email: string): string {
  return `address:${createHash('sha256').update(email).digest('base64url')}`;
}
