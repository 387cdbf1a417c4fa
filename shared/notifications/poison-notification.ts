import { notificationMessageSchema } from '../queues.ts';
import type { EventLog } from '../telemetry/log.ts';

/** A notice that was given up (PRODUCT E2): an event that raises an alarm. The timer asks for it again. */
export function reportPoisonNotification(log: EventLog, queue: string, message: unknown): void {
  const parsed = notificationMessageSchema.safeParse(message);
  if (parsed.success) log.record('message-poisoned', { queue, organizationId: parsed.data.organizationId });
  else log.record('message-unreadable', { queue });
}
