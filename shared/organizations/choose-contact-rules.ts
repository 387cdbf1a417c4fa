import { type ContactRules, contactRulesSchema, OPTIONAL_FIELDS } from '../contacts/contact-rules.ts';
import type { Session } from '../identity/session.ts';
import { changeSettings, type SettingsDependencies } from './change-settings.ts';
import type { Organization } from './organization.ts';

/**
 * Saves the contact rules (PRODUCT C4): which fields are written, and in which form telephone numbers are. Contacts
 * are updated with the next sweep.
 *
 * @param seen the value that the page showed, by `shownAs`
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
