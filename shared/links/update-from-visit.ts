import type { Person } from '../identity/session.ts';
import type { Language } from '../language.ts';
import { type LinkStore, VersionConflict } from './link-store.ts';

/**
 * Takes over from a visit what is needed to write to the person: the verified address and the language (PRODUCT E3).
 * Writes only when something changed, and for nobody of whom nothing is kept.
 */
export async function updateFromVisit(
  links: LinkStore,
  { organizationId, userId, verifiedEmail }: Person,
  language: Language,
): Promise<void> {
  const read = await links.read({ organizationId, userId });
  if (read === undefined) return;
  const email = verifiedEmail === '' ? read.link.email : verifiedEmail;
  if (read.link.email === email && read.link.language === language) return;
  await links.replace({ ...read.link, email, language }, read.version).catch((failure: unknown) => {
    // Somebody else wrote meanwhile; the next visit says it again.
    if (!(failure instanceof VersionConflict)) throw failure;
  });
}
