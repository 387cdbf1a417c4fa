/** A 4xx answer. Thrown where the fault is found; turned into a response in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly substatus: number | undefined;
  /** The query plan that comes with substatus 1004, as JSON text. */
  readonly additionalErrorInfo: string | undefined;

  constructor(status: number, message: string, substatus?: number, additionalErrorInfo?: string) {
    super(message);
    this.status = status;
    this.substatus = substatus;
    this.additionalErrorInfo = additionalErrorInfo;
  }

  /** The body as the service writes it. */
  body(): { code: string; message: string; additionalErrorInfo?: string } {
    const { additionalErrorInfo } = this;
    return {
      code: CODES[this.status] ?? 'BadRequest',
      message: this.message,
      ...(additionalErrorInfo === undefined ? {} : { additionalErrorInfo }),
    };
  }
}

const CODES: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  413: 'RequestEntityTooLarge',
};

export const badRequest = (message: string, substatus?: number): Refusal => new Refusal(400, message, substatus);

export const notFound = (): Refusal => new Refusal(404, 'Entity with the specified id does not exist in the system.');

/** unverified: the words and the substatus for a principal whose role lacks the action. */
export const forbidden = (operation: string): Refusal =>
  new Refusal(403, `Request is blocked because the principal has no role with the action: ${operation}`, 5302);

export const conflict = (): Refusal => new Refusal(409, 'Entity with the specified id already exists in the system.');

export const preconditionFailed = (): Refusal =>
  new Refusal(412, 'Operation cannot be performed because one of the specified precondition is not met');

export const tooLarge = (): Refusal => new Refusal(413, 'Request size is too large');
