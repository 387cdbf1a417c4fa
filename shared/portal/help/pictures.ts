import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURED_TOPICS, type PicturedTopic } from '../../i18n/help-topics.ts';
import type { Language } from '../../language.ts';

/** Where the pictures are: beside this file, and in the package beside the app (`infra/scripts/bundle.ts`). */
export const PICTURES = join(import.meta.dirname, 'pictures');

/** In CSS pixels: a phone. */
export const PICTURE_SIZE = { width: 390, height: 640 };

export function pictureName(topic: PicturedTopic, language: Language): string {
  return `${topic}-${language}.webp`;
}

const NAMES: readonly string[] = PICTURED_TOPICS.flatMap((topic) => [
  pictureName(topic, 'ja'),
  pictureName(topic, 'en'),
]);

/** A picture of the help page (PRODUCT E7), read when it is asked for; `undefined` when there is none of that name. */
export async function readPicture(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return NAMES.includes(name) ? readFile(join(PICTURES, name)) : undefined;
}
