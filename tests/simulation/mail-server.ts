import type { Delivery, Notifier } from '../../shared/notifications/channels.ts';
import type { Invocation, Wire } from './invocation.ts';
import type { Watch } from './watch.ts';

/** A mail server that shows every mail to the watch. */
export function mailServer(wire: Wire, watch: Watch, by: Invocation): Notifier {
  return {
    send: (mail) =>
      wire.call<Delivery>(by, {
        port: 'mail',
        name: 'send',
        effect: () => {
          watch.mailed(mail);
          watch.said('a mail', mail);
          return { kind: 'sent' };
        },
        lost: () => ({ kind: 'failed', code: 'lost' }),
        refused: () => ({ kind: 'later', code: 'refused' }),
      }),
  };
}
