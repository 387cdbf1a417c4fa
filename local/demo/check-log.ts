import type { AppOutput } from './app-output.ts';
import type { Checks } from './report.ts';
import type { Scene } from './scene.ts';

/** Minimum length of a text to search for; a shorter one may occur in a line by chance. */
const TELLING = 6;

/** Checks that the log has no unexpected error and no card content (PRODUCT E4). */
export function checkLog(
  { stack, users, weather }: Scene,
  checks: Checks,
  output: AppOutput,
  problems: readonly string[],
): string {
  const wrong = [...output.errors, ...problems].map((line) => line.split('\n')[0] ?? '');
  // In bad weather the app has to complain.
  checks.add(1, weather === undefined ? wrong : []);
  const log = [...output.log, ...output.errors, ...problems].join('\n');
  for (const { ownerId, person } of users) {
    for (const { email, mobile, tel, fax, address, memo } of stack.sansan.cards(ownerId).all) {
      const words = [email, mobile, tel, fax, address, memo].map((word) => word ?? '');
      const isTold = words.some((word) => word.length >= TELLING && log.includes(word));
      checks.that(!isTold, `the log tells what is on a card of ${person.name}`);
    }
  }
  return `${output.log.length} lines, ${wrong.length} warnings and errors, nothing of what is on a card`;
}
