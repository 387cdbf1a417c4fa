/**
 * What happens to each message on its first delivery.
 *
 * - `fair`: nothing.
 * - `twice`: it is delivered again while its function runs.
 * - `receipt lost`: its function ends, the deletion fails, and it is delivered again after its visibility timeout.
 */
// Azure Storage Queues: delivery is at least once, and a pop receipt ends with the visibility timeout ("Delete Message").
export type QueueWeather = 'fair' | 'twice' | 'receipt lost';
