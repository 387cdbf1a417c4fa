import { describe, expect, test } from '@jest/globals';
import { clientAddress } from '../../../shared/portal/http/client-address.ts';

describe('SECURITY the address of a client', () => {
  test.each<[string | null, string]>([
    ['203.0.113.7:50123', '203.0.113.7'],
    ['203.0.113.7', '203.0.113.7'],
    ['10.9.9.9, 198.51.100.1:80, 203.0.113.7:50123', '203.0.113.7'],
    ['[2001:db8:1:2:3:4:5:6]:443', '2001:db8:1:2'],
    ['2001:db8:1:2:ffff:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2'],
    ['[2001:db8::1]:443', '2001:db8:0:0'],
    ['2001:db8::2', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['[::ffff:203.0.113.7]:443', '[::ffff:cb00:7107]'],
    ['[::ffff:203.0.113.8]:443', '[::ffff:cb00:7108]'],
    ['[not an address]:1', 'not an address'],
    ['what somebody wrote', 'what somebody wrote'],
    ['', ''],
    [null, ''],
  ])('%j counts as %j', (forwardedFor, network) => {
    expect(clientAddress(forwardedFor)).toBe(network);
  });
});
