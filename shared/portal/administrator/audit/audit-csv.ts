import type { Activity } from '../../../audit/activity.ts';
import type { Words } from '../../../i18n/words.ts';
import { inJapan } from '../../../japan-time.ts';
import type { Language } from '../../../language.ts';
import { activityDetail } from '../../components/activity-detail.ts';

/** An entry of the audit log, with the address of the person whose link it concerns. */
export interface AuditLine extends Activity {
  /** Empty when the entry concerns the whole organization. */
  readonly user: string;
}

/**
 * The audit log as CSV for Excel, with the columns of the screen and times in Japanese time. It is UTF-8 with a byte
 * order mark, so that Excel reads Japanese correctly. Cells that a spreadsheet could take for a formula are escaped
 * (OWASP ASVS 5.0, 1.2.10), whichever separator it uses.
 */
export function auditCsv(words: Words, lines: readonly AuditLine[]): string {
  const { columns } = words.audit;
  const rows = lines.map((line) => [
    momentOf(line.at),
    words.activity[line.kind],
    line.detail === null ? '' : (activityDetail(words, line.kind, line.detail) ?? ''),
    line.user,
    actorOf(words, line),
  ]);
  const header = [columns.atInJapan, columns.event, columns.detail, columns.user, columns.actor];
  return `\ufeff${[header, ...rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`;
}

/**
 * A cell in quotation marks, since a line break or another separator inside a name could otherwise start a new cell. A
 * spreadsheet that splits at another separator than the comma ignores the marks, so formulas are escaped after every
 * possible separator as well.
 */
function quoted(cell: string): string {
  const text = cell.replaceAll(/^[\t\r]|(?<=(?:^|[\s;|:,])["']*)[=+\-@＝＋－＠]/g, "'$&");
  return `"${text.replaceAll('"', '""')}"`;
}

/** Who did it: a person, the service, or an unknown visitor with a one-time link. */
export function actorOf(words: Words, { actor, kind }: Pick<Activity, 'actor' | 'kind'>): string {
  if (actor !== null) return actor;
  if (kind === 'answer-refused') return words.audit.unknown;
  const byLink =
    kind === 'consent-asked' || kind === 'consent-failed' || kind === 'connected' || kind === 'consent-restored';
  return byLink ? words.audit.linkHolder : words.audit.service;
}

/** "2026-11-23 15:04:05", which Excel recognizes as a date and time. */
function momentOf(at: string): string {
  const { day, time } = inJapan(new Date(at));
  return `${day} ${time}`;
}

/** File name of the download, with the date in Japanese time. */
export function auditFileName(now: Date, language: Language): string {
  return `meishi-sync-audit-${inJapan(now).day}-${language}.csv`;
}
