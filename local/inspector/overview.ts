import * as z from 'zod';
import { ROLE_TEMPLATES } from '../emulators/entra/emulator.ts';
import { INHABITANTS, type Inhabitant, ownerIdOf } from '../sample-data/world.ts';
import type { Stack } from '../stack.ts';

const MICROSOFT_ROLES = [
  [ROLE_TEMPLATES.globalAdministrator, 'global-administrator'],
  [ROLE_TEMPLATES.privilegedRoleAdministrator, 'privileged-role-administrator'],
] as const;

type Role = 'administrator' | 'user' | (typeof MICROSOFT_ROLES)[number][1];

export interface PersonView {
  readonly name: string;
  readonly address: string;
  /** Role at the portal; for a person who cannot sign in there, the role at Microsoft 365. */
  readonly role: Role;
  /** The organization at the portal; also for its people who can sign in to Microsoft 365 only. */
  readonly organization: string | null;
  readonly organizationId: string | null;
  readonly tenantId: string | null;
  /** Address of the mailbox; `null` for a person without one. */
  readonly mailbox: string | null;
  /** Number of cards that the card system lists for the person; `null` without an account there. */
  readonly cards: number | null;
  /** `null` without an account, and after a revocation. */
  readonly apiKey: string | null;
}

/** All services and people; the public JSON answer of `GET /local`. */
export interface Overview {
  readonly app: string;
  /** The time of the local stack, which may be ahead of the machine's clock. */
  readonly localTime: string;
  readonly emulators: Readonly<
    Record<
      'cosmos' | 'keyVault' | 'entra' | 'graph' | 'sansan' | 'notices' | 'communicationServices' | 'portal' | 'queues',
      string
    >
  >;
  readonly people: readonly PersonView[];
}

/** Collects the overview from the emulators. */
export function overviewOf(stack: Stack): Overview {
  const { app, cosmos, keyVault, entra, graph, sansan, notices, communicationServices, portal, queues } = stack;
  const owners = new Map(cardOwnersOf(stack).map((owner) => [owner.id, owner]));
  return {
    app: app.origin,
    localTime: new Date().toISOString(),
    emulators: {
      cosmos: cosmos.origin,
      keyVault: keyVault.origin,
      entra: entra.origin,
      graph: graph.origin,
      sansan: sansan.origin,
      notices: notices.origin,
      communicationServices: communicationServices.origin,
      portal: portal.origin,
      queues: queues.origin,
    },
    people: INHABITANTS.map((person) => {
      const owner = owners.get(ownerIdOf(person.id));
      const organization = organizationOf(person);
      return {
        name: person.name,
        address: person.address,
        role: roleOf(person),
        organization: organization?.name ?? null,
        organizationId: organization?.id ?? null,
        tenantId: person.microsoft?.tenant.id ?? null,
        mailbox: person.microsoft?.mailbox ? person.address : null,
        cards: owner?.listed ?? null,
        apiKey: owner?.apiKey ?? null,
      };
    }),
  };
}

const sansanState = z.object({
  owners: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      apiKey: z.string().nullable(),
      listed: z.number(),
      all: z.number(),
    }),
  ),
});
export type CardOwnerView = z.infer<typeof sansanState>['owners'][number];

/** The current users of the card system, in the order of the sample world. */
export function cardOwnersOf({ sansan }: Stack): CardOwnerView[] {
  const { owners } = sansanState.parse(sansan.state());
  return INHABITANTS.flatMap(({ id }) => owners.filter((owner) => owner.id === ownerIdOf(id)));
}

function roleOf({ portal, microsoft }: Inhabitant): Role {
  if (portal !== undefined) return portal.role;
  return MICROSOFT_ROLES.find(([template]) => microsoft?.roles?.includes(template))?.[1] ?? 'user';
}

function organizationOf({ portal, microsoft }: Inhabitant) {
  if (portal !== undefined) return portal.organization;
  return INHABITANTS.find((colleague) => colleague.portal && colleague.microsoft?.tenant === microsoft?.tenant)?.portal
    ?.organization;
}
