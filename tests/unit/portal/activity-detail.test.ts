import { describe, expect, test } from '@jest/globals';
import type { ActivityKind } from '../../../shared/audit/activity.ts';
import { WORDS } from '../../../shared/i18n/words.ts';
import { activityDetail } from '../../../shared/portal/components/activity-detail.ts';

describe('E1 the detail of a line of the audit log', () => {
  test.each<[ActivityKind, string, string, string]>([
    ['connected', 'mail', 'メールの送受信履歴の読み取り', 'Read the history of sent and received mail'],
    ['consent-failed', 'not-administrator', '管理者のアカウントではありません', "Not an administrator's account"],
    [
      'consent-missing',
      'app-disabled',
      WORDS.ja.microsoftProblems['app-disabled'].title,
      WORDS.en.microsoftProblems['app-disabled'].title,
    ],
    ['linked', 'reconnected', '再連携', 'signed in again'],
    ['unlinked', 'folder-deleted', 'フォルダーも削除', 'with the folder'],
    ['key-refused', 'other-person', '別の方のAPIキー', "somebody else's API key"],
    ['paused', 'everybody', '全員', 'everybody'],
    ['removals-held', '1234', '1,234件', '1,234'],
    ['hold-decided', 'apply', '削除を実行', 'remove the contacts'],
  ])('%s, %s', (kind, detail, ja, en) => {
    expect([activityDetail(WORDS.ja, kind, detail), activityDetail(WORDS.en, kind, detail)]).toEqual([ja, en]);
  });

  test.each<[ActivityKind, string]>([
    ['connected', 'constructor'],
    ['linked', 'of-another-version'],
    ['paused', '__proto__'],
    ['key-supplied', 'administrator'],
  ])('says nothing of what it does not know: %s, %s', (kind, detail) => {
    expect(activityDetail(WORDS.en, kind, detail)).toBeUndefined();
  });
});
