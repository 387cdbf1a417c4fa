import { type EntraAccount, ROLE_TEMPLATES, type Tenant } from '../emulators/entra/emulator.ts';
import type { Mailbox } from '../emulators/graph/outlook-mailbox.ts';
import type { PortalPerson } from '../emulators/openid-provider/emulator.ts';
import type { CardOwner } from '../emulators/sansan/emulator.ts';
import type { BizCard } from './biz-card.ts';
import { generateCards } from './generate.ts';

/** A person of the sample world. */
export interface Inhabitant {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** Shown to help choose the person to sign in as. */
  readonly about: { readonly ja: string; readonly en: string };
  /** The person's account at the portal of the card system. */
  readonly portal?: { readonly organization: OrganizationSeed; readonly role: 'administrator' | 'user' };
  /** The person's account at Microsoft 365. */
  readonly microsoft?: {
    readonly tenant: Tenant;
    readonly roles?: readonly string[];
    readonly mailbox: boolean;
    /** The app role of the portal's registration. */
    readonly portalRole?: 'administrator';
    /** Other tenants in which the person is a guest. */
    readonly guestOf?: readonly Tenant[];
  };
  /** Number of sample cards; `undefined` for a person without cards and API key. */
  readonly cards?: number;
}

interface OrganizationSeed {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
}

const MIHON: OrganizationSeed = { id: 'mihon', name: '見本商事株式会社', plan: 'enterprise' };
const HOKUTO: OrganizationSeed = { id: 'hokuto', name: '北斗トレーディング株式会社', plan: 'enterprise' };
const KOMICHI: OrganizationSeed = { id: 'komichi', name: '小径デザイン合同会社', plan: 'light' };
const NOWHERE: OrganizationSeed = { id: '', name: '所属なし', plan: 'none' };

const MIHON_TENANT: Tenant = { id: '5a1e0c3b-0f1d-4d5e-9b51-3a6f2d7c9001', name: '見本商事' };
const HOKUTO_TENANT: Tenant = { id: '8c4b7f2e-6a90-4f3b-8d11-7be51a0e9002', name: '北斗トレーディング' };

export const TENANTS = [MIHON_TENANT, HOKUTO_TENANT];

/** The tenant that signs people in at the portal, where a company deployed the service for itself. */
export const PORTAL_TENANT: Tenant = MIHON_TENANT;

/** Plans of the sample world that include the feature. */
export const ENTITLED_PLANS = 'enterprise';

const { globalAdministrator, privilegedRoleAdministrator } = ROLE_TEMPLATES;

/**
 * The people of the sample world. The first one with cards gets the number of cards or the vCards given at the start.
 */
export const INHABITANTS: readonly Inhabitant[] = [
  {
    id: 'hanako',
    name: '見本 花子',
    address: 'hanako@mihon.example.com',
    about: {
      ja: 'ポータルと名刺システムの管理者（Microsoft 365 では一般のユーザー）',
      en: 'administrator of the portal and the card system; an ordinary user of Microsoft 365',
    },
    portal: { organization: MIHON, role: 'administrator' },
    microsoft: { tenant: MIHON_TENANT, mailbox: true, portalRole: 'administrator' },
    cards: 12,
  },
  {
    id: 'ichiro',
    name: '佐藤 一郎',
    address: 'ichiro@mihon.example.com',
    about: { ja: '名刺の多いユーザー', en: 'a user with many cards' },
    portal: { organization: MIHON, role: 'user' },
    microsoft: { tenant: MIHON_TENANT, mailbox: true },
    cards: 300,
  },
  {
    id: 'misaki',
    name: '鈴木 美咲',
    address: 'misaki@mihon.example.com',
    about: { ja: '名刺の少ないユーザー', en: 'a user with a few cards' },
    portal: { organization: MIHON, role: 'user' },
    microsoft: { tenant: MIHON_TENANT, mailbox: true },
    cards: 40,
  },
  {
    id: 'ken',
    name: '高橋 健',
    address: 'ken@mihon.example.com',
    about: { ja: '名刺のないユーザー', en: 'a user without cards' },
    portal: { organization: MIHON, role: 'user' },
    microsoft: { tenant: MIHON_TENANT, mailbox: true },
    cards: 0,
  },
  {
    id: 'naoko',
    name: '田中 直子',
    address: 'naoko@mihon.example.com',
    about: { ja: 'メールボックスのないユーザー', en: 'a user without a mailbox on Exchange Online' },
    portal: { organization: MIHON, role: 'user' },
    microsoft: { tenant: MIHON_TENANT, mailbox: false },
    cards: 5,
  },
  {
    id: 'global-admin',
    name: '大木 管理',
    address: 'global.admin@mihon.example.com',
    about: { ja: 'Microsoft 365 の管理者', en: 'administrator at Microsoft 365' },
    microsoft: { tenant: MIHON_TENANT, roles: [globalAdministrator], mailbox: true },
  },
  {
    id: 'role-admin',
    name: '小林 特権',
    address: 'role.admin@mihon.example.com',
    about: { ja: 'Microsoft 365 の管理者', en: 'administrator at Microsoft 365' },
    microsoft: { tenant: MIHON_TENANT, roles: [privilegedRoleAdministrator], mailbox: true },
  },
  {
    id: 'jiro',
    name: '北山 次郎',
    address: 'jiro@hokuto.example.com',
    about: {
      ja: '別組織の管理者・グローバル管理者',
      en: 'administrator and Global Administrator of another organization',
    },
    portal: { organization: HOKUTO, role: 'administrator' },
    microsoft: { tenant: HOKUTO_TENANT, roles: [globalAdministrator], mailbox: true },
    cards: 8,
  },
  {
    id: 'sakura',
    name: '南 さくら',
    address: 'sakura@hokuto.example.com',
    about: { ja: '別組織のユーザー、見本商事のゲスト', en: 'a user of another organization, guest at Mihon' },
    portal: { organization: HOKUTO, role: 'user' },
    microsoft: { tenant: HOKUTO_TENANT, mailbox: true, guestOf: [MIHON_TENANT] },
    cards: 15,
  },
  {
    id: 'aoi',
    name: '小道 あおい',
    address: 'aoi@komichi.example.com',
    about: { ja: '契約プラン対象外の管理者', en: 'administrator whose plan lacks the feature' },
    portal: { organization: KOMICHI, role: 'administrator' },
    cards: 3,
  },
  {
    id: 'wataru',
    name: '渡 わたる',
    address: 'wataru@example.org',
    about: { ja: '組織に所属していない人', en: 'somebody who belongs to no organization' },
    portal: { organization: NOWHERE, role: 'user' },
  },
];

/** The accounts at the portal. */
export function portalPeople(): PortalPerson[] {
  return INHABITANTS.flatMap(({ id, name, address, portal }) =>
    portal === undefined
      ? []
      : [
          {
            subject: `person-${id}`,
            name,
            email: address,
            emailVerified: true,
            organization: portal.organization.id,
            organizationName: portal.organization.name,
            role: portal.role,
            plan: portal.organization.plan,
          },
        ],
  );
}

/** Object id of who deployed the service, and so is an administrator of the portal without the app role. */
export const DEPLOYER = objectId('global-admin', 0);

/**
 * The accounts at Microsoft Entra ID, guest accounts included.
 * @param portalApp client id of the portal's registration
 */
export function entraAccounts(portalApp?: string): EntraAccount[] {
  return INHABITANTS.flatMap(({ id, name, address, microsoft }) => {
    if (microsoft === undefined) return [];
    const account = { userPrincipalName: address, displayName: name, roles: [...(microsoft.roles ?? [])] };
    const appRoles =
      portalApp === undefined || microsoft.portalRole === undefined
        ? {}
        : { appRoles: { [portalApp]: [microsoft.portalRole] } };
    const home = { ...account, ...appRoles, tenantId: microsoft.tenant.id, objectId: objectId(id, 0) };
    const guests = (microsoft.guestOf ?? []).map((tenant, index) => ({
      ...account,
      roles: [],
      tenantId: tenant.id,
      objectId: objectId(id, index + 1),
      homeTenantId: microsoft.tenant.id,
    }));
    return [home, ...guests];
  });
}

/** The mailboxes in Exchange Online. */
export function mailboxes(): Mailbox[] {
  return INHABITANTS.flatMap(({ id, name, address, microsoft }) =>
    microsoft === undefined
      ? []
      : [
          {
            tenantId: microsoft.tenant.id,
            objectId: objectId(id, 0),
            address,
            displayName: name,
            ...(microsoft.mailbox ? {} : { noMailbox: true }),
          },
        ],
  );
}

/** Options for the cards of the first user. */
export interface CardSupply {
  /** Number of generated cards. */
  readonly count?: number | undefined;
  /** Cards to use instead of generated ones. */
  readonly cards?: readonly BizCard[] | undefined;
}

/** The user whose cards the start options determine. */
export const FIRST_USER = 'ichiro';

/** The owners of cards, with their generated or supplied cards. */
export function cardOwners(supply: CardSupply): CardOwner[] {
  return INHABITANTS.flatMap(({ id, name, address, cards }) => {
    if (cards === undefined) return [];
    const first = id === FIRST_USER;
    const count = first ? (supply.count ?? cards) : cards;
    const ownerId = ownerIdOf(id);
    const own = first ? supply.cards : undefined;
    const sample = () => generateCards({ seed: id, count, ownerId, ownerName: name, now: new Date() });
    return [
      { id: ownerId, name, email: address, apiKey: apiKeyOf(id), cards: own === undefined ? sample() : [...own] },
    ];
  });
}

/** A person's id as an owner of cards. */
export function ownerIdOf(inhabitant: string): string {
  return `owner-${inhabitant}`;
}

/** 32 letters and digits, the same at every start. Valid only for invented cards on this machine. */
export function apiKeyOf(inhabitant: string): string {
  const letters = inhabitant.replaceAll(/[^a-z]/g, '');
  return `local${letters}`.padEnd(32, '0');
}

function objectId(inhabitant: string, number: number): string {
  const position = INHABITANTS.findIndex(({ id }) => id === inhabitant) + 1;
  return `0b1ec700-0000-4000-8000-${String(position).padStart(8, '0')}${String(number).padStart(4, '0')}`;
}
