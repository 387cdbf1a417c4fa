import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { App } from './app.ts';
import { resolveSettings } from './host-json.ts';
import type { FunctionCallback, FunctionMetadata } from './rpc.ts';
import { parseSchedule } from './schedule.ts';

export type HttpTrigger = {
  kind: 'http';
  /** Without the route prefix of the host. */
  route: string;
  /** In capitals. Empty means all. */
  methods: readonly string[];
  /**
   * The function key that a request must contain, unless the function is anonymous. Each function has its own key;
   * there are no host keys.
   */
  key?: string;
};
export type TimerTrigger = { kind: 'timer'; schedule: string; useMonitor: boolean; runOnStartup: boolean };
type QueueTrigger = { kind: 'queue'; queueName: string; connection: string };
export type Trigger = HttpTrigger | TimerTrigger | QueueTrigger;

/** A validated function of the app. */
export interface FunctionDefinition<T extends Trigger = Trigger> {
  name: string;
  trigger: T;
  /** The name under which the trigger's value is passed. */
  triggerBinding: string;
  metadata: FunctionMetadata;
  callback: FunctionCallback;
}

const triggerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('httpTrigger'),
    route: z.string().optional(),
    methods: z.array(z.string()).default([]),
    authLevel: z.enum(['anonymous', 'function', 'admin']),
  }),
  z.object({
    type: z.literal('timerTrigger'),
    schedule: z.string(),
    useMonitor: z.boolean().default(true),
    runOnStartup: z.boolean().default(false),
  }),
  z.object({ type: z.literal('queueTrigger'), queueName: z.string(), connection: z.string() }),
]);

const bindingSchema = z.object({ type: z.string(), direction: z.enum(['in', 'out']) });

/**
 * Checks the functions that an app registered.
 * @throws one error for all of them, when the real host would not load a function, or when it uses something that this
 * host does not emulate: triggers other than http, timer and queue, input and output bindings (queue outputs too),
 * retry policies.
 */
export function defineFunctions(app: App): FunctionDefinition[] {
  const problems: string[] = [];
  const definitions = [...app.functions.values()].flatMap(({ metadata, callback }) => {
    try {
      return [{ ...defineFunction(metadata), metadata, callback }];
    } catch (error) {
      problems.push(`${metadata.name}: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`);
      return [];
    }
  });
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return definitions;
}

function defineFunction(metadata: FunctionMetadata): Pick<FunctionDefinition, 'name' | 'trigger' | 'triggerBinding'> {
  const { name } = metadata;
  if (!/^[a-z][\w-]{0,126}$/i.test(name)) throw new Error('A name is a letter, then letters, digits, _ and -.');
  if (metadata.retryOptions) throw new Error('Retry policies are not emulated.');
  const bindings = Object.entries(metadata.bindings).map(([key, value]) => ({
    key,
    value,
    ...bindingSchema.parse(value),
  }));
  const triggers = bindings.filter(({ direction, type }) => direction === 'in' && /trigger$/i.test(type));
  const other = bindings.find((binding) => !triggers.includes(binding) && binding.type !== 'http');
  if (other) throw new Error(`A binding of type "${other.type}" (${other.direction}) is not emulated.`);
  const [trigger, ...more] = triggers;
  if (!trigger || more.length > 0) throw new Error('A function has exactly one trigger.');
  return { name, trigger: toTrigger(name, triggerSchema.parse(trigger.value)), triggerBinding: trigger.key };
}

function toTrigger(name: string, binding: z.infer<typeof triggerSchema>): Trigger {
  switch (binding.type) {
    case 'httpTrigger':
      return {
        kind: 'http',
        route: binding.route?.trim() ? binding.route : name,
        methods: binding.methods.map((method) => method.toUpperCase()),
        ...(binding.authLevel === 'anonymous' ? {} : { key: randomBytes(24).toString('base64url') }),
      };
    case 'timerTrigger': {
      const schedule = resolveSettings(binding.schedule);
      parseSchedule(schedule);
      return { kind: 'timer', schedule, useMonitor: binding.useMonitor, runOnStartup: binding.runOnStartup };
    }
    case 'queueTrigger':
      return { kind: 'queue', queueName: resolveSettings(binding.queueName), connection: binding.connection };
  }
}
