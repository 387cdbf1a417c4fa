import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MINUTE, SECOND } from '../../../shared/clock.ts';
import { roomFor, secondsUntilRoom, spend } from '../../../shared/sync/request-budget.ts';

const MAX_REQUESTS = 9600;
const START = Date.parse('2026-04-10T12:00:30Z');
const at = (milliseconds: number) => new Date(START + milliseconds);

describe('WIRE the traffic of a mailbox', () => {
  test('has all the room before the first request', () => {
    expect(roomFor([], at(0), MAX_REQUESTS)).toBe(MAX_REQUESTS);
    expect(secondsUntilRoom([], at(0), 40, MAX_REQUESTS)).toBe(0);
  });

  test('counts what was sent, and forgets it ten minutes after its minute ended', () => {
    const sent = spend(spend([], at(0), 9000), at(20 * SECOND), 600);
    expect(roomFor(sent, at(20 * SECOND), MAX_REQUESTS)).toBe(0);
    expect(secondsUntilRoom(sent, at(20 * SECOND), 40, MAX_REQUESTS)).toBe(10 * 60 + 10);
    expect(roomFor(sent, at(10 * MINUTE + 29 * SECOND), MAX_REQUESTS)).toBe(0);
    expect(roomFor(sent, at(10 * MINUTE + 30 * SECOND), MAX_REQUESTS)).toBe(MAX_REQUESTS);
    expect(spend(sent, at(11 * MINUTE), 1)).toHaveLength(1);
  });

  test('waits only for the minutes that have to pass', () => {
    const sent = spend(spend([], at(0), 100), at(5 * MINUTE), MAX_REQUESTS - 100);
    expect(secondsUntilRoom(sent, at(6 * MINUTE), 100, MAX_REQUESTS)).toBe(4 * 60 + 30);
    expect(secondsUntilRoom(sent, at(6 * MINUTE), 101, MAX_REQUESTS)).toBe(9 * 60 + 30);
  });

  test('waits for the oldest minutes first, in whatever order they were written down', () => {
    const [older, newer] = [spend([], at(0), 100), spend([], at(5 * MINUTE), MAX_REQUESTS - 100)];
    expect(secondsUntilRoom([...newer, ...older], at(6 * MINUTE), 100, MAX_REQUESTS)).toBe(4 * 60 + 30);
  });

  test('never exceeds the limit within any ten minutes, and always goes on', () => {
    const steps = fc.array(
      fc.record({ pause: fc.integer({ min: 0, max: 4 * MINUTE }), requests: fc.integer({ min: 1, max: 3000 }) }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(steps, (wishes) => {
        let now = START;
        let traffic: ReturnType<typeof spend> = [];
        const sent: { at: number; requests: number }[] = [];
        for (const { pause, requests } of wishes) {
          now += pause;
          if (roomFor(traffic, new Date(now), MAX_REQUESTS) < requests) {
            now += secondsUntilRoom(traffic, new Date(now), requests, MAX_REQUESTS) * SECOND;
          }
          expect(roomFor(traffic, new Date(now), MAX_REQUESTS)).toBeGreaterThanOrEqual(requests);
          traffic = spend(traffic, new Date(now), requests);
          sent.push({ at: now, requests });
        }
        for (const { at: end } of sent) {
          const within = sent.filter((each) => each.at <= end && each.at > end - 10 * MINUTE);
          expect(within.reduce((sum, { requests }) => sum + requests, 0)).toBeLessThanOrEqual(MAX_REQUESTS);
        }
        expect(traffic.length).toBeLessThanOrEqual(11);
      }),
    );
  });
});
