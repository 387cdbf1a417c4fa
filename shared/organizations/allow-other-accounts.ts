import type { Session } from '../identity/session.ts';
import { changeSettings, type SettingsDependencies } from './change-settings.ts';

/**
 * Saves whether people may link the mailbox of another account than that of the portal (PRODUCT B1). Links that exist
 * stay.
 *
 * @param seen the value that the page showed, by `shownAs`
 */
export async function allowOtherAccounts(
  deps: SettingsDependencies,
  session: Session,
  { allowed, seen }: { readonly allowed: boolean; readonly seen: string },
): Promise<'kept' | 'overtaken'> {
  const kept = await changeSettings(deps, session, 'other-accounts', seen, (organization) => ({
    ...organization,
    otherAccountsAllowed: allowed,
  }));
  return kept ? 'kept' : 'overtaken';
}
