import { describe, expect, test } from '@jest/globals';
import { nextView, previousView, type UsersView } from '../../../shared/portal/administrator/users/users-view.ts';

const FIRST: UsersView = { text: 'a', standing: 'failing', skipped: 0, earlier: [] };

/** The views of so many pages after the first, of two users each. */
function walk(pages: number): UsersView[] {
  const views = [FIRST];
  for (let page = 1; page <= pages; page += 1) views.push(nextView(views.at(-1) ?? FIRST, 2, `user ${page}`));
  return views;
}

describe('E1 the pages of the list of users', () => {
  test('know what was searched for, where they begin, and how many users come before', () => {
    expect(walk(2)[2]).toMatchObject({ text: 'a', standing: 'failing', after: 'user 2', skipped: 4 });
  });

  test('lead back the way that one came', () => {
    const views = walk(5);
    for (const [page, view] of views.entries()) expect(previousView(view, 2)).toEqual(views[page - 1]);
  });

  test('know only a part of a long way, so that the address does not grow without end', () => {
    const views = walk(100);
    const back = Array.from({ length: 41 }).reduce<UsersView | undefined>(
      (view) => view && previousView(view, 2),
      views[100],
    );
    expect([previousView(views[100] ?? FIRST, 2)?.after, back]).toEqual(['user 99', undefined]);
    expect(JSON.stringify(views[100]).length).toBeLessThan(2 * JSON.stringify(views[50]).length);
  });
});
