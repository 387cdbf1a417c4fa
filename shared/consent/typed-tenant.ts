import { type TenantId, tenantIdSchema } from '../ids.ts';
import { plainText } from '../plain-text.ts';

/** What a text says of a tenant. */
export type TypedTenant =
  | { readonly kind: 'tenant'; readonly tenantId: TenantId }
  /** Different ids, in the order of the text. */
  | { readonly kind: 'several-tenants'; readonly tenantIds: readonly TenantId[] }
  /** A domain name or an address, but no id. */
  | { readonly kind: 'domain-for-tenant' }
  | { readonly kind: 'invalid-tenant' };

/** A GUID, or its 32 digits; a label may end in "ID" directly before it. */
const GUID =
  /(?<=^|[^0-9a-f]|ID)(?:[0-9a-f]{8}(?:(?:\s*-\s*|\s)[0-9a-f]{4}){3}(?:\s*-\s*|\s)[0-9a-f]{12}|[0-9a-f]{32})(?![0-9a-f])/gi;
const DOMAIN = /[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.[\p{L}]{2,}/u;

/** Finds the tenant ID anywhere in a typed or pasted text: a label, a URL or a page of the admin centre (PRODUCT F5). */
export function readTypedTenant(typed: string): TypedTenant {
  const text = plainText(typed);
  const guids = [...text.matchAll(GUID)].map(([guid]) =>
    guid.replace(/[\s-]/g, '').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
  );
  const tenantIds = [...new Set(guids.flatMap((guid) => tenantIdSchema.safeParse(guid).data ?? []))];
  const [tenantId, ...others] = tenantIds;
  if (tenantId === undefined) return { kind: DOMAIN.test(text) ? 'domain-for-tenant' : 'invalid-tenant' };
  return others.length === 0 ? { kind: 'tenant', tenantId } : { kind: 'several-tenants', tenantIds };
}
