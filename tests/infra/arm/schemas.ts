import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A JSON schema (draft 4), as far as the published ones go. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

interface SchemaFile {
  readonly id: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly [scope: string]: unknown;
}

export interface ArmSchemas {
  /** The schema of a resource `type@version`, whatever the scope at which it is deployed. */
  ofResource(typeAndVersion: string): Schema | undefined;
  /** The versions that are published of a type. */
  versionsOf(type: string): readonly string[];
  follow(reference: string): Schema;
}

export const noSchemas: ArmSchemas = {
  ofResource: () => undefined,
  versionsOf: () => [],
  follow: (reference) => {
    throw new Error(`No schemas, so no ${reference}.`);
  },
};

const BY_SCOPE = /^(\w+_)?resourceDefinitions$/;

/** Reads every schema of a folder `<api version>/<provider>.json`. References are made absolute. */
export function loadArmSchemas(folder: string): ArmSchemas {
  const definitions = new Map<string, Schema>();
  const resources = new Map<string, Schema>();
  for (const version of readdirSync(folder)) {
    for (const file of readdirSync(join(folder, version))) {
      const text = readFileSync(join(folder, version, file), 'utf8');
      const { id } = JSON.parse(text) as SchemaFile;
      const base = id.replace(/#$/, '');
      const schema = JSON.parse(
        text.replaceAll('"$ref":"#', `"$ref":"${base}#`).replaceAll('"$ref": "#', `"$ref":"${base}#`),
      );
      for (const [name, definition] of Object.entries(schema.definitions ?? {})) {
        definitions.set(`${base}#/definitions/${name}`, definition as Schema);
      }
      for (const [scope, entries] of Object.entries(schema)) {
        if (!BY_SCOPE.test(scope)) continue;
        for (const resource of Object.values(entries as Record<string, Schema>)) {
          const type = resource.properties?.['type']?.enum?.[0];
          if (typeof type === 'string') resources.set(`${type}@${version}`, resource);
        }
      }
    }
  }
  return {
    ofResource: (typeAndVersion) => resources.get(typeAndVersion),
    versionsOf: (type) =>
      [...resources.keys()].flatMap((key) => (key.startsWith(`${type}@`) ? [key.slice(type.length + 1)] : [])),
    follow(reference) {
      const definition = definitions.get(reference);
      if (definition === undefined) throw new Error(`The schemas do not define ${reference}.`);
      return definition;
    },
  };
}
