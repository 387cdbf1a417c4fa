import type { Session } from '../../../identity/session.ts';
import { invitationMail } from '../../../invitations/invitation-mail.ts';
import { addressesIn, consider, invite, MAX_INVITED, personWith } from '../../../invitations/invite.ts';
import type { Language } from '../../../language.ts';
import { pageContext, typedIn } from '../../components/page-context.ts';
import { asksForState, liveAnswer } from '../../http/live-answer.ts';
import { type PortalResponse, pageResponse, redirectSaying } from '../../http/response.ts';
import { administratorRoute, type Call, type Route } from '../../http/route.ts';
import { open, seal } from '../sealed-address.ts';
import {
  INVITATIONS,
  type InvitationsPageView,
  invitationPreviewPage,
  invitationsLive,
  invitationsPage,
} from './invitations-page.ts';

const SHOWN = 50;

async function showInvitations(
  call: Call<Session>,
  outcome: Partial<Pick<InvitationsPageView, 'addresses' | 'chosen' | 'error' | 'flash'>> = {},
): Promise<PortalResponse> {
  const { services, session, request } = call;
  const { organizationId } = session.person;
  const after = await open(call, 'address', request.query.get('after'));
  const found = await services.invitations.invitations.page(organizationId, after ?? '', SHOWN + 1);
  const shown = found.slice(0, SHOWN);
  const last = shown.at(-1);
  const listed = await Promise.all(
    shown.map(async (invitation) => ({
      invitation,
      link: await personWith(services.invitations, organizationId, invitation.email),
    })),
  );
  const context = pageContext(call);
  if (asksForState(request)) return liveAnswer(invitationsLive({ ...context, listed }));
  const waiting = await services.keys.supplied.waiting(organizationId, '', MAX_INVITED);
  const again = typedIn(context, INVITATIONS);
  const page = invitationsPage({
    ...context,
    mailIsSetUp: services.invitations.notifier !== undefined,
    addresses: again?.get('addresses') ?? waiting.map(({ email }) => email).join('\n'),
    chosen: chosenLanguage(again ?? call.form, call.language),
    listed,
    firstPage: after === undefined ? undefined : INVITATIONS,
    nextPage:
      found.length > SHOWN && last !== undefined
        ? `${INVITATIONS}?after=${await seal(call, 'address', last.email)}`
        : undefined,
    ...outcome,
  });
  return pageResponse(page, outcome.error === undefined ? 200 : 422);
}

/** The language that the form chose; by default that of the page. */
function chosenLanguage(form: URLSearchParams, ofPage: Language): Language {
  const chosen = form.get('language');
  return chosen === 'ja' || chosen === 'en' ? chosen : ofPage;
}

type Read =
  | { readonly kind: 'addresses'; readonly emails: readonly string[] }
  | { readonly kind: 'again'; readonly response: PortalResponse };

/** The form again, when no mail can be sent or there are too many addresses; otherwise the addresses. */
async function readAddresses(call: Call<Session>): Promise<Read> {
  const typed = call.form.get('addresses') ?? '';
  const emails = addressesIn(typed);
  const { none, tooMany } = call.words.invitations;
  const again = async (outcome: Parameters<typeof showInvitations>[1]): Promise<Read> => ({
    kind: 'again',
    response: await showInvitations(call, outcome),
  });
  if (call.services.invitations.notifier === undefined) return again({});
  if (emails.length === 0) return again({ addresses: typed, error: none });
  if (emails.length > MAX_INVITED) return again({ addresses: typed, error: tooMany(MAX_INVITED) });
  return { kind: 'addresses', emails };
}

export const INVITATIONS_ROUTES: readonly Route[] = [
  administratorRoute('invitations', { method: 'GET', path: '/organization/microsoft-365/invitations' }, (call) => {
    const { said, about } = call.flash ?? {};
    return showInvitations(call, said === 'invited' ? { flash: call.words.invitations.asked(Number(about)) } : {});
  }),

  administratorRoute(
    'invitations-preview',
    {
      method: 'POST',
      path: '/organization/microsoft-365/invitations/preview',
      screen: INVITATIONS,
      limited: 'invitations-preview',
      harmless: true,
      keeps: ['addresses', 'language'],
    },
    async (call) => {
      const { services, session } = call;
      const read = await readAddresses(call);
      if (read.kind === 'again') return read.response;
      const considered = await consider(services.invitations, session, read.emails);
      const chosen = chosenLanguage(call.form, call.language);
      const { verifiedEmail, name, organizationName } = session.person;
      const mailTo = (hasKey: boolean) => {
        const example = considered.find((one) => one.verdict === 'invited' && one.hasKey === hasKey);
        if (example === undefined) return undefined;
        const invitation = {
          email: example.email,
          language: chosen,
          inviter: verifiedEmail === '' ? name : verifiedEmail,
        };
        return invitationMail(invitation, { organizationName, hasKey, portal: services.settings.PORTAL_BASE_URL });
      };
      return pageResponse(
        invitationPreviewPage({
          ...pageContext(call),
          considered,
          chosen,
          withKey: await mailTo(true),
          withoutKey: await mailTo(false),
        }),
      );
    },
  ),

  administratorRoute(
    'invite',
    {
      method: 'POST',
      path: '/organization/microsoft-365/invitations',
      screen: INVITATIONS,
      limited: 'invitations',
      keeps: ['addresses', 'language'],
    },
    async (call) => {
      const read = await readAddresses(call);
      if (read.kind === 'again') return read.response;
      const asked = await invite(
        call.services.invitations,
        call.session,
        read.emails,
        chosenLanguage(call.form, call.language),
      );
      return redirectSaying(INVITATIONS, 'invited', String(asked));
    },
  ),
];
