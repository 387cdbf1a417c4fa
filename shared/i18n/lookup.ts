/** What goes by a code that was kept. Another version may have written one that this one does not know. */
export function lookup<T>(texts: Readonly<Record<string, T>>, code: string): T | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
