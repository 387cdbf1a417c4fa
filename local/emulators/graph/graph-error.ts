import { randomUUID } from 'node:crypto';

/** An error answer in Graph's format. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  /** Seconds, a fraction allowed; sent as `Retry-After`. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export function notFound(): GraphError {
  return new GraphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** The response for an error; any error other than a `GraphError` becomes a 500. */
export function errorAnswer(error: Error): Response {
  const known =
    error instanceof GraphError ? error : new GraphError(500, 'ErrorInternalServerError', `Emulator: ${error.message}`);
  const id = randomUUID();
  const date = new Date().toISOString().slice(0, 19);
  return Response.json(
    { error: { code: known.code, message: known.message, innerError: { date, 'request-id': id } } },
    {
      status: known.status,
      headers: {
        'request-id': id,
        ...(known.retryAfter === undefined ? {} : { 'retry-after': String(known.retryAfter) }),
        ...(known.status === 401 ? { 'www-authenticate': 'Bearer realm=""' } : {}),
      },
    },
  );
}
