import { app } from '@azure/functions';
import { beginShutdown } from '../shared/shutdown.ts';

// Runs give way between two batches, so that their leases are free when the next instance takes over.
app.hook.appTerminate(beginShutdown);
