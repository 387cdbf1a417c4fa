import type { Person } from '../identity/session.ts';
import type { Language } from '../language.ts';
import { type LinkStore, StaleHead } from './link-store.ts';

/**
 * Takes over from a visit what is needed to write to the person: the verified address and the language (PRODUCT E3).
 * Writes only when something changed, and for nobody of whom nothing is kept.
 */
export async function meetUser(
  links: LinkStore,
  { organizationId, userId, verifiedEmail }: Person,
  language: Language,
): Promise<void> {
  const read = await links.read({ organizationId, userId });
  if (read === undefined) return;
  const email = verifiedEmail === '' ? read.head.email : verifiedEmail;
  if (read.head.email === email && read.head.language === language) return;
  await links.replace({ ...read.head, email, language }, read.version).catch((failure: unknown) => {
    // Somebody else wrote meanwhile; the next visit says it again.
    if (!(failure instanceof StaleHead)) throw failure;
  });
}
