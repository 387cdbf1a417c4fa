import type { PipelinePolicy } from '@azure/core-rest-pipeline';
import { HOUR } from './clock.ts';

/**
 * The clients of Azure send tokens to https URLs only, and the local stack has no certificates: this policy sends
 * over http what a client made for an https URL. Only for emulators on this machine.
 */
export const overHttp: PipelinePolicy = {
  name: 'over-http',
  async sendRequest(request, next) {
    const { url } = request;
    request.url = url.replace('https:', 'http:');
    request.allowInsecureConnection = true;
    try {
      return await next(request);
    } finally {
      request.url = url;
    }
  },
};

/** A credential for emulators, which accept any token. */
export const ANYBODY = {
  getToken: async () => ({ token: 'local', expiresOnTimestamp: Date.now() + HOUR }),
};
