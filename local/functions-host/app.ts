import { registerHooks } from 'node:module';
import type { FunctionCallback, FunctionMetadata, LogCategory, LogLevel, ProgrammingModel } from './rpc.ts';

const HOOK_NAMES = ['appStart', 'appTerminate', 'preInvocation', 'postInvocation'] as const;
export type HookName = (typeof HOOK_NAMES)[number];
export type HookCallback = (context: object) => void | Promise<void>;

/** The functions that an app registered on import, and its hooks. */
export interface App {
  readonly functions: Map<string, { metadata: FunctionMetadata; callback: FunctionCallback }>;
  readonly hooks: Record<HookName, HookCallback[]>;
  /** Shared by the hooks of the whole app. */
  readonly hookData: Record<string, unknown>;
  programmingModel(): ProgrammingModel;
  /** Unloads the app, so that another one can be loaded. */
  unload(): void;
}

export type CoreLog = (level: LogLevel, category: LogCategory, message: string) => void;

let current: { app: App; log: CoreLog; importing: boolean } | undefined;
// @azure/functions sets its programming model only once, so the model is kept when the app is unloaded.
let model: ProgrammingModel | undefined;
let hooked = false;

/**
 * Imports an app with `@azure/functions-core` in place, so that `@azure/functions` registers its functions here. Only
 * one app at a time per process: an app cannot specify the host to which it belongs.
 */
export async function loadApp(importApp: () => Promise<unknown>, log: CoreLog): Promise<App> {
  if (current) throw new Error('This process already runs an app. Stop its host first.');
  provideCoreModule();
  const app: App = {
    functions: new Map(),
    hooks: { appStart: [], appTerminate: [], preInvocation: [], postInvocation: [] },
    hookData: {},
    programmingModel: () => {
      if (!model) throw new Error('The app has registered nothing by @azure/functions.');
      return model;
    },
    unload: () => {
      current = undefined;
    },
  };
  current = { app, log, importing: true };
  try {
    await importApp();
    current.importing = false;
    return app;
  } catch (error) {
    current = undefined;
    throw error;
  }
}

/** `functions-core.ts` is resolved here, so that `require` and `import` in the app get the same instance. */
function provideCoreModule(): void {
  if (hooked) return;
  hooked = true;
  const url = new URL('./functions-core.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@azure/functions-core' ? { url, shortCircuit: true } : next(specifier, context),
  });
}

export function addFunction(metadata: FunctionMetadata, callback: FunctionCallback): () => void {
  if (!current?.importing) throw systemError(Error, 'A function can only be registered during app startup.');
  const { functions } = current.app;
  if (functions.has(metadata.name)) {
    throw systemError(Error, `A function with name "${metadata.name}" has already been registered.`);
  }
  functions.set(metadata.name, { metadata, callback });
  return () => functions.delete(metadata.name);
}

export function addHook(name: string, callback: HookCallback): () => void {
  const known = HOOK_NAMES.find((hookName) => hookName === name);
  // The library recognizes this error and shows a readable message.
  if (!known) throw systemError(RangeError, `Unrecognized hook "${name}"`);
  const hooks = current?.app.hooks[known] ?? [];
  hooks.push(callback);
  return () => {
    hooks.splice(hooks.indexOf(callback), 1);
  };
}

export function setModel(newModel: ProgrammingModel): void {
  model = newModel;
}

export function getModel(): ProgrammingModel | undefined {
  return model;
}

export function logFromApp(level: LogLevel, category: LogCategory, message: string): void {
  current?.log(level, category, message);
}

function systemError(type: ErrorConstructor | RangeErrorConstructor, message: string): Error {
  return Object.assign(new type(message), { isAzureFunctionsSystemError: true });
}
