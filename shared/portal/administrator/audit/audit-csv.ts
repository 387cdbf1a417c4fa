import { stringify } from 'csv-stringify/sync';
import type { Activity } from '../../../audit/activity.ts';
import type { Words } from '../../../i18n/words.ts';
import { inJapan } from '../../../japan-time.ts';
import type { Language } from '../../../language.ts';
import { activityDetail } from '../../components/activity-detail.ts';

/** A line of the audit log, with the address of the person whose link it concerns. */
export interface AuditLine extends Activity {
  /** Empty for what concerns the whole organization. */
  readonly user: string;
}

/**
 * The audit log as a file for Excel, with the columns of the screen and moments in Japanese time: UTF-8 with its mark, so
 * that Japanese stays readable, and with cells that begin like a formula kept from being one (OWASP ASVS 5.0, 1.2.10),
 * whatever the reader takes for a separator.
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
  const header = [columns.at, columns.event, columns.detail, columns.user, columns.actor];
  return stringify([header, ...rows.map((row) => row.map(withoutFormulas))], {
    bom: true,
    // Each of them: a line break or another separator inside a name would begin a cell.
    quoted: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  });
}

/** Where a reader splits at something else than commas, the quotes around a cell do not hold it together. */
function withoutFormulas(cell: string): string {
  return cell.replaceAll(/(?<=[\s;|:,]["']*)[=+\-@＝＋－＠]/g, "'$&");
}

/** Who did it: a person, the service, or whoever came by a one-time link, of whom nothing is known. */
export function actorOf(words: Words, { actor, kind }: Pick<Activity, 'actor' | 'kind'>): string {
  if (actor !== null) return actor;
  const byLink =
    kind === 'consent-asked' || kind === 'consent-failed' || kind === 'connected' || kind === 'consent-restored';
  return byLink ? words.audit.linkHolder : words.audit.service;
}

/** "2026-11-23 15:04:05", which Excel takes for a moment. */
function momentOf(at: string): string {
  const { day, time } = inJapan(new Date(at));
  return `${day} ${time}`;
}

/** The name that the file gets on the administrator's machine, with the day as the file has it. */
export function auditFileName(now: Date, language: Language): string {
  return `meishi-sync-audit-${inJapan(now).day}-${language}.csv`;
}
