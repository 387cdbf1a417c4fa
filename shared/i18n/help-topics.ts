/**
 * The help page: its sections and their topics, in the order in which they are shown (PRODUCT E7). Each topic is an
 * anchor, so it keeps its name: people have saved links to it.
 */
export const HELP_SECTIONS = {
  conditions: ['conditions'],
  administrator: ['set-up', 'watch'],
  user: ['link', 'find-folder'],
  stop: ['stop-user', 'stop-administrator'],
  questions: [
    'one-way',
    'existing-contacts',
    'folder-exists',
    'tell-apart',
    'when',
    'api-key',
    'address',
    'network',
    'edits',
    'removals',
    'which-outlook',
    'phone',
    'approval-administrator',
    'approval-user',
    'other-account',
    'privacy',
    'contact',
  ],
} as const;

export type HelpSection = keyof typeof HELP_SECTIONS;
export type HelpTopic = (typeof HELP_SECTIONS)[HelpSection][number];

/** Topics that show a picture of the screen they are about. */
export const PICTURED_TOPICS = ['set-up', 'watch', 'link', 'stop-user'] as const satisfies readonly HelpTopic[];
export type PicturedTopic = (typeof PICTURED_TOPICS)[number];

/** What the texts say of this very deployment. */
export interface HelpValues {
  /** Origin of the portal. */
  readonly portal: string;
  /** Name and client ID of the registration for contacts. */
  readonly app: string;
  readonly clientId: string;
  /** Outbound addresses; empty when they are not fixed. */
  readonly egressIps: readonly string[];
  /** Whether the deployment serves one organization, which signs in with its own Microsoft accounts. */
  readonly isForOneCompany: boolean;
}

/** A paragraph, or steps. */
export type HelpBlock = string | { readonly steps: readonly string[] };

/** The texts of the help page in one language. */
export interface HelpTexts {
  readonly title: string;
  /** The link to the page, in the frame of every page. */
  readonly link: string;
  /** The link beside an explanation, to the topic that says more. */
  readonly more: string;
  readonly contents: string;
  readonly lead: string;
  readonly sections: Readonly<Record<HelpSection, string>>;
  readonly topics: Readonly<
    Record<HelpTopic, { readonly title: string; readonly text: (values: HelpValues) => readonly HelpBlock[] }>
  >;
  /** What there is to see in a topic's picture, for those who do not see it. */
  readonly pictures: Readonly<Record<PicturedTopic, string>>;
}
