import { html } from 'hono/html';
import type { Capability } from '../../../capability.ts';
import type { Organization } from '../../../organizations/organization.ts';
import type { AppRegistration } from '../../components/explanation.ts';
import type { FlashMessage } from '../../components/flash-message.ts';
import type { Page } from '../../components/layout.ts';
import { livePart, newsLine } from '../../components/live-region.ts';
import type { PageContext } from '../../components/page-context.ts';
import { administratorScreen } from '../administrator-screen.ts';
import { connectionLive, isWorthWatching } from './connection-live.ts';
import { connectionSection } from './connection-section.ts';
import { endingNote } from './ending-note.ts';

/** A tenant ID that was typed wrong, so that nothing has to be typed again. */
interface TenantError {
  readonly capability: Capability;
  readonly typed: string;
  readonly message: string;
}

export interface ConnectionPageView extends PageContext {
  /** The origin of the portal, to be told to users. */
  readonly portal: string;
  /** The administrator's address, for a text to send; may be empty. */
  readonly asker: string;
  readonly organization: Organization;
  /** The apps of the capabilities that are set up (PRODUCT A5). */
  readonly subjects: Readonly<Record<Capability, AppRegistration | undefined>>;
  /** Users whose sync stands still because the consent is missing. */
  readonly affected: number;
  /** Links that have ended and are not tidied up yet. */
  readonly ending: number;
  readonly error?: TenantError | undefined;
  readonly flash?: FlashMessage | undefined;
}

/** The consents of the organization (PRODUCT A1-A5), and how far a disconnect is (D2). */
export function connectionPage(view: ConnectionPageView): Page {
  const { words } = view;
  return administratorScreen(
    words,
    'connection',
    html`${view.error === undefined && isWorthWatching(view) ? newsLine(connectionLive(view)) : ''}
${livePart('ending-part', endingNote(view))}
${livePart('contacts-part', sectionOf(view, 'contacts'))}
${livePart('mail-part', sectionOf(view, 'mail'))}`,
    view.flash,
  );
}

function sectionOf({ organization, subjects, affected, error, ...view }: ConnectionPageView, capability: Capability) {
  return connectionSection({
    ...view,
    capability,
    connection: organization[capability],
    available: subjects[capability] !== undefined,
    subject: subjects[capability],
    affected: capability === 'contacts' ? affected : 0,
    error: error?.capability === capability ? error : undefined,
  });
}
