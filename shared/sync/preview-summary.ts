import type { CardId } from '../ids.ts';
import type { Action } from './plan.ts';

/** An action and its reason, as the dictionaries name them. */
export type ActionName = NameOf<Action>;
type NameOf<Each extends Action> = Each extends Action ? `${Each['kind']}:${Each['reason']}` : never;

/** Entries that a preview shows one by one. */
const MOST_ENTRIES = 100;

/** What a person is shown of a plan: how many of each, and the first of them. */
export interface PreviewSummary {
  readonly counts: ReadonlyMap<ActionName, number>;
  readonly entries: readonly {
    readonly name: ActionName;
    readonly cardId: CardId;
    /** The name on the card; `undefined` for a card that is gone, of which we keep nothing but the id. */
    readonly displayName: string | undefined;
  }[];
  readonly more: number;
}

export function summarize(actions: readonly Action[]): PreviewSummary {
  const counts = new Map<ActionName, number>();
  for (const action of actions) counts.set(nameOf(action), (counts.get(nameOf(action)) ?? 0) + 1);
  const entries = actions.slice(0, MOST_ENTRIES).map((action) => ({ name: nameOf(action), ...cardOf(action) }));
  return { counts, entries, more: actions.length - entries.length };
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

function cardOf(action: Action): { cardId: CardId; displayName: string | undefined } {
  switch (action.kind) {
    case 'create':
    case 'update':
      return { cardId: action.desired.cardId, displayName: action.desired.fields.displayName };
    case 'record':
      return { cardId: action.row.cardId, displayName: undefined };
    case 'remove':
    case 'forget':
      return { cardId: action.cardId, displayName: undefined };
  }
}
