import { type ContactRules, contactRulesSchema, OPTIONAL_FIELDS } from '../contacts/contact-rules.ts';
import type { Session } from '../identity/session.ts';
import { changeSettings, type SettingsWorld } from './changing-settings.ts';

/**
 * Keeps how the organization wants its cards written (PRODUCT C4), from the names of the fields that are to be written
 * and the form of telephone numbers. `false` when it cannot be read. Contacts follow with the next sweep.
 */
export async function chooseContactRules(
  world: SettingsWorld,
  session: Session,
  { written, phones }: { readonly written: readonly string[]; readonly phones: string | null },
): Promise<boolean> {
  const leftAlone = OPTIONAL_FIELDS.filter((field) => !written.includes(field));
  const rules = contactRulesSchema.safeParse({ leftAlone, phones } satisfies Record<keyof ContactRules, unknown>);
  if (!rules.success) return false;
  await changeSettings(world, session, 'contact-rules', (organization) => ({
    ...organization,
    contactRules: rules.data,
  }));
  return true;
}
