import { stringify } from 'csv-stringify/sync';
import type { Activity } from '../telemetry/activity.ts';
import { activityDetail } from './activity-detail.ts';
import type { Language, Words } from './words.ts';

/** A line of the audit log, with the address of the person whose link it concerns. */
export interface AuditLine extends Activity {
  /** Empty for what concerns the whole organization. */
  readonly user: string;
}

/**
 * The audit log as a file for Excel: UTF-8 with its mark, so that Japanese stays readable, and with cells that begin
 * like a formula kept from being one (OWASP ASVS 5.0, 1.2.10).
 */
export function auditCsv(words: Words, lines: readonly AuditLine[]): string {
  const { columns } = words.audit;
  const rows = lines.map(({ at, actor, kind, user, detail }) => [
    at,
    actor ?? words.audit.service,
    words.activity[kind],
    user,
    detail === null ? '' : (activityDetail(words, kind, detail) ?? detail),
  ]);
  const header = [columns.at, columns.actor, columns.event, columns.user, columns.detail];
  return stringify([header, ...rows], { bom: true, record_delimiter: 'windows', escape_formulas: true });
}

/** The name that the file gets on the administrator's machine. */
export function auditFileName(now: Date, language: Language): string {
  return `meishi-sync-audit-${now.toISOString().slice(0, 10)}-${language}.csv`;
}
