/** Someone who may sign in to the card system. */
export interface PortalPerson {
  subject: string;
  name: string;
  email: string;
  emailVerified: boolean;
  /** Id of the organization in the card system. */
  organization: string;
  organizationName: string;
  role: 'administrator' | 'user' | undefined;
  /** The organization's contract plan. */
  plan: string;
  language?: 'ja' | 'en';
}

/** The claims of a person, by the names that {@link CLAIMS_OF_SCOPES} lists. */
export function claimsOf(person: PortalPerson): Record<string, unknown> & { sub: string } {
  return {
    sub: person.subject,
    organization: person.organization,
    organization_name: person.organizationName,
    ...(person.role === undefined ? {} : { role: person.role }),
    plan: person.plan,
    name: person.name,
    locale: person.language ?? 'ja',
    email: person.email,
    email_verified: person.emailVerified,
  };
}

export const CLAIMS_OF_SCOPES = {
  openid: ['sub', 'organization', 'organization_name', 'role', 'plan'],
  profile: ['name', 'locale'],
  email: ['email', 'email_verified'],
};
