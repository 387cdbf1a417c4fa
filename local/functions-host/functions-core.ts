import { addFunction, addHook, getModel, type HookCallback, logFromApp, setModel } from './app.ts';
import type { FunctionCallback, FunctionMetadata, ProgrammingModel } from './rpc.ts';

// The module that apps know as `@azure/functions-core`. In the cloud the Node.js worker provides it. Its contract is
// `types-core/index.d.ts` of github.com/Azure/azure-functions-nodejs-worker.

/** The version of the worker whose behaviour this follows. */
export const version = '3.9.1';
export const hostVersion = '4.0.0';

export class Disposable {
  readonly #onDispose: () => unknown;

  constructor(onDispose: () => unknown) {
    this.#onDispose = onDispose;
  }

  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const disposable of disposables) disposable.dispose();
    });
  }

  dispose(): unknown {
    return this.#onDispose();
  }
}

export function registerFunction(metadata: FunctionMetadata, callback: FunctionCallback): Disposable {
  return new Disposable(addFunction(metadata, callback));
}

export function registerHook(name: string, callback: HookCallback): Disposable {
  return new Disposable(addHook(name, callback));
}

export function setProgrammingModel(model: ProgrammingModel): void {
  setModel(model);
}

export function getProgrammingModel(): ProgrammingModel | undefined {
  return getModel();
}

export { logFromApp as log };
