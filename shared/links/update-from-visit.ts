import type { Person } from '../identity/session.ts';
import type { Language } from '../language.ts';
import type { LinkStore } from './link-store.ts';

/**
 * Stores what is needed to send mail to a person who visits the portal: the verified address and the language (PRODUCT
 * E3). Writes only when one of them changed, and only if there is a document for this person.
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
