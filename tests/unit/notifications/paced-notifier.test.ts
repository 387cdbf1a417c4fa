import { describe, expect, test } from '@jest/globals';
import { memoryCounters } from '../../../shared/identity/memory-counters.ts';
import type { Delivery, Mail } from '../../../shared/notifications/channels.ts';
import { pacedNotifier } from '../../../shared/notifications/paced-notifier.ts';

const MINUTE = 60_000;
const MAIL: Mail = { to: 'misaki@mihon.example.com', subject: 'x', text: 'x', html: 'x' };
const SENT: Delivery = { kind: 'sent' };

/** Two instances of the service that share a pace, at a time that can be moved. */
function twoInstances() {
  let now = Date.parse('2026-11-29T10:00:00.000Z');
  const clock = { now: () => new Date(now) };
  const counters = memoryCounters(clock);
  const reached: Mail[] = [];
  const inner = {
    send: async (mail: Mail) => {
      reached.push(mail);
      return SENT;
    },
  };
  const one = () => pacedNotifier(inner, { perMinute: 5, perHour: 10 }, counters, clock);
  return { instances: [one(), one()] as const, reached, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('E3 the pace of a sender’s domain', () => {
  test('holds for all instances together, by the minute and by the hour', async () => {
    const { instances, reached, pass } = twoInstances();
    const kinds: string[] = [];
    for (let minute = 0; minute < 3; minute += 1) {
      for (let mail = 0; mail < 6; mail += 1) {
        const delivery = await instances[mail % 2 === 0 ? 0 : 1].send(MAIL);
        kinds.push(delivery.kind === 'sent' ? 'sent' : delivery.code);
      }
      pass(MINUTE);
    }
    const minute = [...Array(5).fill('sent'), 'pace-minute'];
    expect(kinds).toEqual([...minute, ...minute, ...Array(5).fill('pace-hour'), 'pace-minute']);
    expect(reached).toHaveLength(10);
    expect(await instances[0].used()).toBe(10);
    pass(60 * MINUTE);
    expect([await instances[0].used(), await instances[1].send(MAIL)]).toEqual([0, SENT]);
  });

  test('nothing is sent while it cannot be counted', async () => {
    const broken = { add: () => Promise.reject(new Error('away')), read: () => Promise.reject(new Error('away')) };
    const notifier = pacedNotifier({ send: async () => SENT }, { perMinute: 5, perHour: 10 }, broken, {
      now: () => new Date(0),
    });
    expect(await notifier.send(MAIL)).toEqual({ kind: 'later', code: 'pace-unknown' });
  });
});
