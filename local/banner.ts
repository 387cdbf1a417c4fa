import { styleText } from 'node:util';
import { firstSteps } from './inspector/first-steps.ts';

/**
 * The console text at start: addresses and first steps.
 * @param app the origin of the app
 * @param isCompany whether its people sign in at Microsoft
 */
export function banner(app: string, isCompany: boolean): string {
  const line = (label: string, english: string, value: string) =>
    `  ${label} ${styleText('dim', `(${english})`)}  ${styleText('cyan', value)}`;
  const steps = firstSteps(app, isCompany).map(
    ({ ja, en }, index) => `  ${index + 1}. ${ja}\n     ${styleText('dim', en)}`,
  );
  return [
    '',
    `  ${styleText('bold', 'meishi-sync')}  Sansan の名刺を Outlook の連絡先へ ${styleText('dim', '- local stack, nothing leaves this machine')}`,
    '',
    line('ポータル', 'portal', `${app}/`),
    line('ローカル環境', 'local stack', `${app}/local`),
    '',
    ...steps,
    '',
    `  ${styleText('dim', '終了: Ctrl+C (stop)   最初から: npm start -- --fresh (begin anew)')}`,
    '',
    '',
  ].join('\n');
}
