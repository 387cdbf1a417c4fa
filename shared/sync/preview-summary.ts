import type { CardId, ContactId } from '../ids.ts';
import type { Findings } from './findings.ts';
import type { Action } from './plan.ts';
import { cardIdOf } from './write-outcome.ts';

/** Action and reason, as the key of a text in the dictionaries; `wait` is a removal that is held. */
type ActionName = NameOf<Action> | 'wait:card-left';
type NameOf<Each extends Action> = Each extends Action ? `${Each['kind']}:${Each['reason']}` : never;

/** Most entries that a preview shows one by one. */
const MAX_ENTRIES = 100;

/** What a preview shows of a plan: the number of actions of each name, and the first `MAX_ENTRIES` actions. */
export interface PreviewSummary {
  readonly counts: ReadonlyMap<ActionName, number>;
  readonly entries: readonly {
    readonly name: ActionName;
    readonly cardId: CardId;
    /** The display name of the card or, if the card left, of its contact; `undefined` when neither is known. */
    readonly displayName: string | undefined;
  }[];
  readonly more: number;
}

type Found = Pick<Findings, 'actions' | 'waiting'>;
interface Shown {
  readonly name: ActionName;
  readonly action: Action;
}

export function summarize(findings: Found, names: ReadonlyMap<ContactId, string>): PreviewSummary {
  const counts = new Map<ActionName, number>();
  const all = named(findings);
  for (const { name } of all) counts.set(name, (counts.get(name) ?? 0) + 1);
  const entries = shownOf(findings).map(({ name, action }) => ({
    name,
    cardId: cardIdOf(action),
    displayName: displayName(action, names),
  }));
  return { counts, entries, more: all.length - entries.length };
}

/** The actions that are shown one by one: first the held removals, which wait for the person's decision. */
export function shownOf(findings: Found): readonly Shown[] {
  return named(findings).slice(0, MAX_ENTRIES);
}

function named({ actions, waiting }: Found): readonly Shown[] {
  return [
    ...waiting.map((action): Shown => ({ name: 'wait:card-left', action })),
    ...actions.map((action): Shown => ({ name: nameOf(action), action })),
  ];
}

function nameOf(action: Action): ActionName {
  switch (action.kind) {
    case 'create':
      return `create:${action.reason}`;
    case 'update':
      return `update:${action.reason}`;
    case 'remove':
      return `remove:${action.reason}`;
    case 'forget':
      return `forget:${action.reason}`;
    case 'record':
      return `record:${action.reason}`;
  }
}

function displayName(action: Action, names: ReadonlyMap<ContactId, string>): string | undefined {
  switch (action.kind) {
    case 'create':
    case 'update':
      return action.desired.fields.displayName;
    case 'remove':
      return names.get(action.contactId) || undefined;
    case 'record':
    case 'forget':
      return undefined;
  }
}
