import * as z from 'zod';

/** A value on its way to or from the app, as the worker protocol of Azure Functions packs it. */
export interface TypedData {
  string?: string;
  /** JSON text. The host uses it for everything but strings, bytes and http requests: a count of 2 arrives as `'2'`. */
  json?: string;
  http?: HttpRequestData;
}

interface HttpRequestData {
  method: string;
  url: string;
  nullableHeaders: Record<string, { value: string }>;
  nullableQuery: Record<string, { value: string }>;
  nullableParams: Record<string, { value: string }>;
  body?: { bytes: Uint8Array };
}

export type LogLevel = 'trace' | 'debug' | 'information' | 'warning' | 'error' | 'critical' | 'none';
export type LogCategory = 'user' | 'system' | 'customMetric';

export interface FunctionMetadata {
  name: string;
  bindings: Record<string, unknown>;
  retryOptions?: unknown;
}

export type FunctionCallback = (...inputs: unknown[]) => unknown;

/** What the host passes to the programming model about one invocation. */
export interface CoreInvocationContext {
  invocationId: string;
  metadata: FunctionMetadata;
  request: {
    invocationId: string;
    functionId: string;
    inputData: { name: string; data: TypedData }[];
    triggerMetadata: Record<string, TypedData>;
    traceContext: { traceParent: string; traceState: string; attributes: Record<string, string> };
  };
  state: 'preInvocationHooks' | 'invocation' | 'postInvocationHooks' | undefined;
  log(level: LogLevel, category: LogCategory, message: string): void;
}

interface InvocationModel {
  getArguments(): Promise<{ context: unknown; inputs: unknown[] }>;
  invokeFunction(context: unknown, inputs: unknown[], callback: FunctionCallback): Promise<unknown>;
  getResponse(context: unknown, result: unknown): Promise<unknown>;
}

/** What `@azure/functions` provides to the host: how to call a function of programming model 4. */
export interface ProgrammingModel {
  name: string;
  version: string;
  getInvocationModel(context: CoreInvocationContext): InvocationModel;
  getCapabilities(capabilities: Record<string, string>): Promise<Record<string, string>>;
}

const nullableValue = <T extends z.ZodType>(value: T) => z.object({ value }).nullish();

const cookieSchema = z.object({
  name: z.string(),
  value: z.string(),
  domain: nullableValue(z.string()),
  path: nullableValue(z.string()),
  expires: nullableValue(z.object({ seconds: z.number() })),
  secure: nullableValue(z.boolean()),
  httpOnly: nullableValue(z.boolean()),
  /** `none` means that the attribute is absent, `explicitNone` is SameSite=None. */
  sameSite: z.enum(['none', 'lax', 'strict', 'explicitNone']),
  maxAge: nullableValue(z.number()),
});

/** The answer of an invocation. Only the return value of an http function is used by this host. */
export const invocationResponseSchema = z.object({
  returnValue: z
    .object({
      http: z
        .object({
          statusCode: z.coerce.number<string>(),
          headers: z.record(z.string(), z.string()),
          cookies: z.array(cookieSchema),
          body: z.object({ bytes: z.instanceof(Uint8Array<ArrayBuffer>) }).nullish(),
        })
        .optional(),
    })
    .nullish(),
});

export type Cookie = z.infer<typeof cookieSchema>;
export type HttpResponseData = NonNullable<
  NonNullable<z.infer<typeof invocationResponseSchema>['returnValue']>['http']
>;
