import type { Stack } from '../stack.ts';

/** The context of every inspector page. */
export interface InspectorEnv {
  Variables: { stack: Stack; language: string };
}
