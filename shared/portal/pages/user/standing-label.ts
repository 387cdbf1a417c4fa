import type { Words } from '../../words.ts';
import type { Standing } from './standing.ts';

/** How things stand, in a word. A refused key needs another key, and no new sign-in. */
export function standingLabel(words: Words, standing: Standing): string {
  const { standing: labels, keyRefusedLabel } = words.settings;
  const keyRefused = standing.name === 'reconnect-needed' && standing.reason === 'key-refused';
  return keyRefused ? keyRefusedLabel : labels[standing.name].label;
}
