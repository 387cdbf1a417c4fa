/**
 * How a message ended. `ignored`: nothing to do with this link now. `busy`: another worker is at it. `stopped`: the link
 * ended under the run. `failed`: the reason is in the link, where the user sees it.
 */
export type RunEnd = 'ignored' | 'busy' | 'unchanged' | 'finished' | 'to-be-continued' | 'stopped' | 'failed';
