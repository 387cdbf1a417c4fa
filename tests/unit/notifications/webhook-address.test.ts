import { describe, expect, test } from '@jest/globals';
import { isPublicAddress, readWebhookAddress } from '../../../shared/notifications/webhook-address.ts';

const LOCAL = '127.0.0.1:8025';

describe('SECURITY, E3 a webhook may go to', () => {
  test.each([
    'https://hooks.example.com/a/b?c=d',
    'https://example.co.jp',
    'https://xn--eckwd4c7c.xn--zckzah/hook',
    'https://8.8.8.8/hook',
    'https://[2606:4700:4700::1111]/hook',
    `http://${LOCAL}/webhook`,
  ])('%s', (address) => {
    expect(readWebhookAddress(address, LOCAL)?.href).toBe(new URL(address).href);
  });
});

describe('SECURITY, E3 a webhook may not go to', () => {
  test.each([
    '',
    'hooks.example.com',
    'http://hooks.example.com/',
    'ftp://hooks.example.com/',
    'https://hooks.example.com:8443/',
    'https://user:password@hooks.example.com/',
    'https://user@hooks.example.com/',
    'https://hooks.example.com/#part',
    'https://hooks.example.com/\r\nHost: internal',
    'https://例え.example.com/',
    'https://localhost/',
    'https://localhost./',
    'https://metadata/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.31.0.1/',
    'https://192.168.0.1/',
    'https://169.254.169.254/metadata/instance',
    'https://169.254.130.1/',
    'https://168.63.129.16/',
    'https://100.100.100.200/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'https://[fe80::1]/',
    'https://[2002:7f00:1::]/',
    `https://${LOCAL}/webhook`,
    'http://127.0.0.1:8026/webhook',
    `https://hooks.example.com/${'x'.repeat(500)}`,
  ])('%s', (address) => {
    expect(readWebhookAddress(address, LOCAL)).toBeUndefined();
  });

  test('this machine, where no setting allows it', () => {
    expect(readWebhookAddress(`http://${LOCAL}/webhook`, undefined)).toBeUndefined();
  });
});

describe('SECURITY, E3 an address', () => {
  test.each([
    ['203.0.113.9', false],
    ['198.18.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['1.1.1.1', true],
    ['172.32.0.1', true],
    ['168.63.129.17', true],
    ['2001:4860:4860::8888', true],
    ['2001::1', false],
    ['2001:db8::1', false],
    ['ff02::1', false],
    ['::ffff:8.8.8.8', false],
    ['hooks.example.com', false],
  ])('%s is public: %s', (address, isPublic) => {
    expect(isPublicAddress(address)).toBe(isPublic);
  });
});
