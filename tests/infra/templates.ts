import { readdirSync, readFileSync } from 'node:fs';
import { type Declarations, declarationsOf } from './bicep/declarations.ts';
import { type BicepFile, parseBicep } from './bicep/syntax.ts';

export interface Template extends BicepFile {
  readonly text: string;
  readonly declares: Declarations;
}

/** Every Bicep file of infra/. */
export const templates: readonly Template[] = readdirSync('infra', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.bicep'))
  .sort()
  .map((path) => readTemplate(`infra/${path.replaceAll('\\', '/')}`));

export function templateOf(name: string): Template {
  const found = templates.find((template) => template.name === name);
  if (found === undefined) throw new Error(`There is no template ${name}.`);
  return found;
}

function readTemplate(name: string): Template {
  const text = readFileSync(name, 'utf8');
  const file = parseBicep(name, text);
  return { ...file, text, declares: declarationsOf(file) };
}
