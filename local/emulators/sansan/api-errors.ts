import { HTTPException } from 'hono/http-exception';

type Refusal = 400 | 401 | 403 | 404 | 429;

/**
 * An error answer of the Open API. Unverified: the body of v2 and later is not documented, so this is the one of v1
 * (`statusCode`, `message`, `error[].code`). Only `retry_after` of 429 has been seen.
 */
export function refusal(status: Refusal, code: string, message: string, extra: object = {}): HTTPException {
  const body = { statusCode: status, message, error: [{ code }], ...extra };
  return new HTTPException(status, { message, res: Response.json(body, { status }) });
}
