import type { Act, Step } from './steps.ts';

const after = (wait: number, act: Act): Step => ({ wait, who: 0, act });
const does = (wait: number, what: Exclude<Act, { pick: number } | { count: number }>['what']): Step =>
  after(wait, { what });
const linkedWith = (count: number): Step[] => [after(0, { what: 'cards-come', count }), does(1, 'link')];
const heldOf = (count: number, leaving: number): Step[] => [
  ...linkedWith(count),
  after(60, { what: 'cards-vanish', count: leaving }),
  does(1, 'rebuild'),
];

/** What a hostile reading of the engine suspected: people and administrators in the middle of what the engine does. */
export const HOSTILE_STORIES: Readonly<Record<string, readonly Step[]>> = {
  'unlinked while the folder is made again': [
    ...linkedWith(5),
    does(60, 'folder-deleted'),
    does(0, 'rebuild'),
    does(6, 'unlink-delete'),
    does(300, 'link'),
  ],
  'folder deleted twice': [
    ...linkedWith(5),
    does(60, 'folder-deleted'),
    does(0, 'rebuild'),
    does(30, 'folder-deleted'),
    does(0, 'rebuild'),
    does(60, 'wait'),
  ],
  'removals applied, paused, then none listed': [
    ...heldOf(20, 12),
    does(60, 'hold-applied'),
    does(4, 'pause'),
    does(20, 'cards-empty'),
    does(30, 'resume'),
    does(130, 'sync-now'),
  ],
  'removals kept, then the cards come back': [
    ...heldOf(20, 12),
    does(60, 'hold-kept'),
    does(30, 'card-returns'),
    does(5, 'rebuild'),
    does(130, 'sync-now'),
  ],
  'access revoked in mid-run': [...linkedWith(45), does(12, 'token-revoked'), does(60, 'link'), does(60, 'rebuild')],
  'disconnected and connected in mid-run': [
    ...linkedWith(45),
    does(12, 'disconnect'),
    does(5, 'connect'),
    does(60, 'link-taking-over'),
    does(120, 'wait'),
  ],
  'taken over, then none listed': [
    ...linkedWith(6),
    does(12, 'unlink-keep'),
    does(60, 'link-taking-over'),
    after(5, { what: 'contact-deleted', pick: 1 }),
    does(1, 'cards-empty'),
    does(1, 'rebuild'),
    does(200, 'rebuild'),
  ],
  'edited by hand during a rebuild': [
    ...linkedWith(5),
    after(60, { what: 'contact-memo', pick: 1 }),
    after(0, { what: 'contact-edited', pick: 1 }),
    does(0, 'rebuild'),
    after(2, { what: 'contact-memo', pick: 2 }),
    after(1, { what: 'contact-deleted', pick: 3 }),
    does(0, 'rebuild'),
    does(130, 'sync-now'),
  ],
  'a card that breaks Outlook leaves': [
    ...linkedWith(24),
    after(20, { what: 'card-breaks-outlook', pick: 3 }),
    does(1, 'rebuild'),
    does(20, 'mailbox-throttles'),
    after(60, { what: 'card-vanishes', pick: 3 }),
    does(1, 'rebuild'),
  ],
  'mailbox full, key replaced, plan lapsed': [
    ...linkedWith(24),
    does(5, 'mailbox-full'),
    does(5, 'key-replaced'),
    does(60, 'plan-lapses'),
    does(600, 'plan-returns'),
    does(60, 'new-key'),
  ],
};
