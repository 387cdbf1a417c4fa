import { html } from 'hono/html';
import type { Capability } from '../../../capability.ts';
import type { FirstSteps } from '../../../links/first-steps.ts';
import type { Organization } from '../../../organizations/organization.ts';
import type { AppRegistration, Asker } from '../../components/explanation.ts';
import type { FlashMessage } from '../../components/flash-message.ts';
import type { Page } from '../../components/layout.ts';
import { livePart, newsLine } from '../../components/live-region.ts';
import type { PageContext } from '../../components/page-context.ts';
import { administratorScreen, TABS } from '../administrator-screen.ts';
import { connectionLive } from './connection-live.ts';
import { connectionSection } from './connection-section.ts';
import { endingNote } from './ending-note.ts';
import { firstStepsSection } from './first-steps-section.ts';

/** An invalid tenant ID and its error; the typed value stays in the field. */
interface TenantError {
  readonly capability: Capability;
  readonly typed: string;
  readonly message: string;
}

export interface ConnectionPageView extends PageContext {
  /** Origin of the portal, shown for passing on to users. */
  readonly portal: string;
  /** The administrator, who sends the message. */
  readonly asker: Asker;
  readonly organization: Organization;
  /** The tenant that signs people in at the portal, which is the one to connect (PRODUCT G3). */
  readonly ownTenant: string | undefined;
  /** App registrations of the capabilities; `undefined` where not set up (PRODUCT A5). */
  readonly subjects: Readonly<Record<Capability, AppRegistration | undefined>>;
  /** Number of users whose sync stopped because the consent is missing. */
  readonly affected: number;
  /** Number of links that have ended and are not cleaned up yet. */
  readonly ending: number;
  /** What an administrator does first, until all of it is done (PRODUCT G4). */
  readonly firstSteps: FirstSteps | undefined;
  /** Whether the service is configured to send mail. */
  readonly mailIsSetUp: boolean;
  readonly error?: TenantError | undefined;
  readonly flash?: FlashMessage | undefined;
}

/** The connections of the organization (PRODUCT A1-A5), and the progress of a disconnect (PRODUCT D2). */
export function connectionPage(view: ConnectionPageView): Page {
  const { words } = view;
  const firstSteps = livePart('first-steps-part', firstStepsSection(words, view.firstSteps, view.mailIsSetUp));
  const { contacts } = view.organization;
  // What waits for an answer, was refused, or is in trouble, comes first.
  const isAsked =
    view.error !== undefined ||
    contacts.state === 'waiting' ||
    (contacts.state === 'connected' && contacts.missing !== undefined);
  return administratorScreen(
    words,
    'connection',
    html`${view.error === undefined ? newsLine(words, TABS.connection, connectionLive(view)) : ''}
${livePart('ending-part', endingNote(view))}
${isAsked ? '' : firstSteps}
${livePart('contacts-part', sectionOf(view, 'contacts'))}
${isAsked ? firstSteps : ''}
${livePart('mail-part', sectionOf(view, 'mail'))}`,
    view.flash,
  );
}

function sectionOf(
  { organization, subjects, affected, ending, error, ...view }: ConnectionPageView,
  capability: Capability,
) {
  return connectionSection({
    ...view,
    capability,
    connection: organization[capability],
    available: subjects[capability] !== undefined,
    subject: subjects[capability],
    affected: capability === 'contacts' ? affected : 0,
    ending: capability === 'contacts' && organization.ended !== null ? ending : 0,
    error: error?.capability === capability ? error : undefined,
  });
}
