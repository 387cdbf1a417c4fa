import * as z from 'zod';
import { badParameter } from './refusal.ts';

const NAME = /^[0-9a-zA-Z-]{1,127}$/;
const MAX_VALUE_BYTES = 25 * 1024;

const properties = {
  contentType: z.string().max(255).optional(),
  tags: z
    .record(z.string().max(512), z.string().max(512))
    .refine((tags) => Object.keys(tags).length <= 15, { message: 'at most 15 tags' })
    .optional(),
  attributes: z
    .object({
      enabled: z.boolean().optional(),
      /** In seconds since 1970. For information only: a secret can be read before `nbf` and after `exp`. */
      nbf: z.int().nullish(),
      exp: z.int().nullish(),
    })
    .optional(),
};

const newSecret = z.object({
  value: z.string().refine((value) => Buffer.byteLength(value) <= MAX_VALUE_BYTES, { message: 'at most 25 KB' }),
  ...properties,
});

const changes = z.object(properties);

export type NewSecret = z.infer<typeof newSecret>;
export type SecretChanges = z.infer<typeof changes>;

/** One version of a secret. Times are seconds since 1970. */
export interface SecretVersion {
  version: string;
  value: string;
  contentType?: string | undefined;
  tags?: Record<string, string> | undefined;
  enabled: boolean;
  nbf?: number | undefined;
  exp?: number | undefined;
  created: number;
  updated: number;
}

/** A secret with all its versions, the newest last. Source of the limits: "About Azure Key Vault secrets". */
export interface Secret {
  name: string;
  versions: [SecretVersion, ...SecretVersion[]];
}

/** @throws Refusal 400 */
export function checkName(name: string): void {
  if (!NAME.test(name)) {
    throw badParameter(
      `The request URI contains an invalid name: ${name}. Names have 1 to 127 characters of 0-9, a-z, A-Z and -.`,
    );
  }
}

/** @throws Refusal 400 */
export function parseNewSecret(body: unknown): NewSecret {
  return parse(newSecret, body);
}

/** @throws Refusal 400 */
export function parseChanges(body: unknown): SecretChanges {
  return parse(changes, body);
}

/** The newest version. */
export function latest({ versions }: Secret): SecretVersion {
  return versions.at(-1) ?? versions[0];
}

/** A version with the changes of a request. */
export function withChanges(version: SecretVersion, { contentType, tags, attributes }: SecretChanges): SecretVersion {
  return {
    ...version,
    contentType: contentType ?? version.contentType,
    tags: tags ?? version.tags,
    enabled: attributes?.enabled ?? version.enabled,
    nbf: attributes?.nbf ?? version.nbf,
    exp: attributes?.exp ?? version.exp,
    updated: Math.floor(Date.now() / 1000),
  };
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw badParameter(`The request body is invalid: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
