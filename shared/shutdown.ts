let begun = false;

/** The platform is about to end this instance. */
export function beginShutdown(): void {
  begun = true;
}

export function isShuttingDown(): boolean {
  return begun;
}
