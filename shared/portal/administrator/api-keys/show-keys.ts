import { SECOND } from '../../../clock.ts';
import { SESSION_TTL, type Session } from '../../../identity/session.ts';
import { type PortalResponse, pageResponse } from '../../http/response.ts';
import type { Call } from '../../http/route.ts';
import { TABS } from '../administrator-screen.ts';
import { type KeysPageView, keysPage } from './keys-page.ts';

const SHOWN = 50;

type FormOutcome = Partial<Pick<KeysPageView, 'email' | 'error' | 'fileError' | 'flash'>>;

/** The screen of the keys as it stands, with what is wrong with what was just sent. */
export async function showKeys(call: Call<Session>, outcome: FormOutcome = {}): Promise<PortalResponse> {
  const { services, session, language, words, request } = call;
  const { organizationId } = session.person;
  const after = await openAddress(call, request.query.get('after'));
  const found = await services.keys.supplied.waiting(organizationId, after ?? '', SHOWN + 1);
  const waiting = found.slice(0, SHOWN);
  const last = waiting.at(-1);
  const rows = waiting.map(async (key) => ({
    ...key,
    withdraw: `${TABS.keys}/withdraw?key=${await sealAddress(call, key.email)}`,
  }));
  const page = keysPage({
    ...outcome,
    language,
    words,
    csrfToken: session.csrfToken,
    email: outcome.email ?? (await openAddress(call, request.query.get('for'))) ?? '',
    waiting: await Promise.all(rows),
    first: after === undefined,
    nextPage:
      found.length > SHOWN && last !== undefined
        ? `${TABS.keys}?after=${await sealAddress(call, last.email)}`
        : undefined,
  });
  const wrong = outcome.error !== undefined || outcome.fileError !== undefined;
  return pageResponse(page, wrong ? 422 : 200);
}

/** An address of a person as it may stand in one of ours: sealed, for this organization only. */
export function sealAddress({ services, session }: Call<Session>, email: string): Promise<string> {
  return services.cookies.seal(nameOf(session), email, SESSION_TTL / SECOND);
}

/** The address that was sealed; `undefined` when there is none, or it is not one of ours. */
export function openAddress({ services, session }: Call<Session>, sealed: string | null): Promise<string | undefined> {
  return services.cookies.open(nameOf(session), sealed ?? undefined);
}

function nameOf({ person }: Session): string {
  return `keys of ${person.organizationId}`;
}
