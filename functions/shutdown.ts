import { app } from '@azure/functions';

let stopping = false;

// Runs give way between two batches, so that their leases are free when the next instance takes over.
app.hook.appTerminate(() => {
  stopping = true;
});

export function isStopping(): boolean {
  return stopping;
}
