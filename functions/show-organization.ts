import type { Session } from '../shared/identity/session.ts';
import type { LinkHead } from '../shared/links/link-head.ts';
import { type Capability, newOrganization } from '../shared/organizations/organization.ts';
import type { WrongNotices } from '../shared/portal/pages/administrator/notices.ts';
import { administratorPage, type FieldError } from '../shared/portal/pages/administrator.ts';
import type { Call } from './portal-route.ts';
import { pageReply, type Reply } from './reply.ts';
import { subjectOf } from './subject-of.ts';

const ACTIVITY_SHOWN = 8;

/** The administrator's screen as it stands, with what is to be said about a form that was just sent. */
export async function showOrganization(
  call: Call<Session>,
  said: { error?: FieldError; wrongNotices?: WrongNotices; notice?: string } = {},
): Promise<Reply> {
  const { services, session, language, words } = call;
  const { organizationId, organizationName, entitled } = session.person;
  const known = await services.organizations.read(organizationId);
  const heads: LinkHead[] = [];
  for await (const page of services.links.ofOrganization(organizationId)) heads.push(...page);
  const organization = known?.organization ?? newOrganization(organizationId, organizationName, entitled);
  const subjectFor = (capability: Capability) => {
    const connection = organization[capability];
    return subjectOf(services, words, capability, connection.state === 'off' ? undefined : connection.tenantId);
  };
  const page = administratorPage({
    language,
    words,
    csrfToken: session.csrfToken,
    now: services.clock.now(),
    organization,
    subjects: { contacts: subjectFor('contacts'), mail: subjectFor('mail') },
    heads,
    activity: await services.activity.recent(organizationId, null, ACTIVITY_SHOWN),
    egressIps: services.settings.EGRESS_IPS,
    mailIsSetUp: services.notices.notifier !== undefined,
    ...said,
  });
  return pageReply(page, said.error === undefined && said.wrongNotices === undefined ? 200 : 422);
}
