import { startAzurite } from '../../local/emulators/queue/emulator.ts';

// The queue service in a process of its own, beside the other emulators: in the cloud they do not share a core either.

const { connectionString } = await startAzurite();
process.on('disconnect', () => process.exit());
process.send?.(connectionString);
