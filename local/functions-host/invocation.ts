import { randomBytes, randomUUID } from 'node:crypto';
import type * as z from 'zod';
import type { App, HookName } from './app.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { type CoreInvocationContext, invocationResponseSchema, type LogLevel, type TypedData } from './rpc.ts';

export type Log = (level: LogLevel, message: string, functionName?: string, invocationId?: string) => void;

export type InvocationResponse = z.infer<typeof invocationResponseSchema>;

/** What a trigger passes to its function. */
export interface TriggerInput {
  data: TypedData;
  metadata?: Record<string, TypedData>;
}

/**
 * Calls one function as the Node.js worker does: hooks before, the function, hooks after; hooks may replace the inputs,
 * the function, the result and the error.
 * @throws what the function threw.
 */
export async function invokeFunction(
  app: App,
  definition: FunctionDefinition,
  input: TriggerInput,
  log: Log,
): Promise<InvocationResponse> {
  const invocationId = randomUUID();
  const core: CoreInvocationContext = {
    invocationId,
    metadata: definition.metadata,
    request: {
      invocationId,
      functionId: definition.name,
      inputData: [{ name: definition.triggerBinding, data: input.data }],
      triggerMetadata: input.metadata ?? {},
      traceContext: {
        traceParent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`,
        traceState: '',
        attributes: {},
      },
    },
    state: undefined,
    log: (level, _category, message) => log(level, message, definition.name, invocationId),
  };
  const during = async <T>(state: CoreInvocationContext['state'], work: () => Promise<T>): Promise<T> => {
    core.state = state;
    try {
      return await work();
    } finally {
      core.state = undefined;
    }
  };

  const model = app.programmingModel().getInvocationModel(core);
  const { context, inputs } = await model.getArguments();
  const readOnly = { hookData: {}, appHookData: app.hookData, invocationContext: context };
  const before = withReadOnly({ inputs, functionCallback: definition.callback }, readOnly);
  await during('preInvocationHooks', () => runHooks(app, 'preInvocation', before));

  const after = withReadOnly<Outcome>({ inputs: before.inputs, result: null, error: null }, readOnly);
  await during('invocation', async () => {
    try {
      after.result = await model.invokeFunction(context, before.inputs, before.functionCallback);
    } catch (error) {
      after.error = error;
    }
  });
  await during('postInvocationHooks', () => runHooks(app, 'postInvocation', after));
  if (after.error !== null && after.error !== undefined) throw after.error;
  return invocationResponseSchema.parse(await model.getResponse(context, after.result));
}

/** Runs hooks in the order of registration. A hook that throws aborts the rest and the operation they belong to. */
export async function runHooks(app: App, name: HookName, context: object): Promise<void> {
  for (const hook of app.hooks[name]) await hook(context);
}

/** What hooks may change after the function has run. */
interface Outcome {
  inputs: unknown[];
  result: unknown;
  error: unknown;
}

/** Adds the properties that a hook may read but not replace. */
function withReadOnly<T extends object>(context: T, readOnly: object): T {
  return Object.defineProperties(context, Object.getOwnPropertyDescriptors(Object.freeze(readOnly)));
}
