import { type ContactRules, contactRulesSchema, OPTIONAL_FIELDS } from '../contacts/contact-rules.ts';
import type { Session } from '../identity/session.ts';
import { changeSettings, type SettingsDependencies } from './change-settings.ts';
import type { Organization } from './organization.ts';

/**
 * Keeps how the organization wants its cards written (PRODUCT C4), from the names of the fields that are to be written
 * and the form of telephone numbers. Contacts follow with the next sweep.
 *
 * @param seen what the page showed, by `shownAs`
 */
export async function chooseContactRules(
  deps: SettingsDependencies,
  session: Session,
  { written, phones, seen }: { written: readonly string[]; phones: string | null; seen: string },
): Promise<'kept' | 'unreadable' | { readonly overtaken: ContactRules }> {
  if (written.some((name) => !OPTIONAL_FIELDS.some((field) => field === name))) return 'unreadable';
  const leftAlone = OPTIONAL_FIELDS.filter((field) => !written.includes(field));
  const rules = contactRulesSchema.safeParse({ leftAlone, phones } satisfies Record<keyof ContactRules, unknown>);
  if (!rules.success) return 'unreadable';
  const change = (organization: Organization) => ({ ...organization, contactRules: rules.data });
  const kept = await changeSettings(deps, session, 'contact-rules', seen, change);
  return kept ? 'kept' : { overtaken: rules.data };
}
