import type { Person } from '../identity/session.ts';
import type { Language } from '../language.ts';
import type { LinkStore } from './link-store.ts';

/**
 * Takes over from a visit what is needed to write to the person: the verified address and the language (PRODUCT E3).
 * Writes only when something changed, and for nobody of whom nothing is kept.
 */
export async function updateFromVisit(
  links: Pick<LinkStore, 'change'>,
  { organizationId, userId, verifiedEmail }: Person,
  language: Language,
): Promise<void> {
  await links.change({ organizationId, userId }, (link) => {
    if (link === undefined) return undefined;
    const email = verifiedEmail === '' ? link.email : verifiedEmail;
    return link.email === email && link.language === language ? undefined : { ...link, email, language };
  });
}
