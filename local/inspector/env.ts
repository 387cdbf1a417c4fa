import type { Stack } from '../stack.ts';

/** What every page of the inspector finds in its context. */
export interface InspectorEnv {
  Variables: { stack: Stack; language: string };
}
