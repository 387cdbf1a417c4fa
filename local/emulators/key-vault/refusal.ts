/** A 4xx answer. Thrown where the fault is found; turned into a response in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly innerCode: string | undefined;
  /** In seconds. */
  readonly retryAfter: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    { innerCode, retryAfter }: { innerCode?: string; retryAfter?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.innerCode = innerCode;
    this.retryAfter = retryAfter;
  }

  /** The body as the service writes it. */
  body(): object {
    const { code, message, innerCode } = this;
    return { error: { code, message, ...(innerCode === undefined ? {} : { innererror: { code: innerCode } }) } };
  }
}

export const badParameter = (message: string): Refusal => new Refusal(400, 'BadParameter', message);
