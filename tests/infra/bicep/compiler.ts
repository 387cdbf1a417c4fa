import { execFile, spawn, spawnSync } from 'node:child_process';
import { access, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

const VERSION = '0.49.2';

/** The folder of the Microsoft Graph extension's published types: `index.json` and `types.json`. */
const types = process.env['BICEP_TYPES'];
/** A compiler that is there already. Otherwise the .NET SDK gets the pinned one from NuGet. */
const given = process.env['BICEP'];

const canCompile =
  types !== undefined && (given !== undefined || spawnSync('dotnet', ['--version'], { stdio: 'ignore' }).status === 0);

/** Describes what needs Microsoft's compiler; without one it says so, and is counted as skipped. */
export function describeWithCompiler(name: string, tests: () => void): void {
  if (canCompile) describe(name, tests);
  else
    describe.skip(
      `${name} (no compiler: BICEP_TYPES names the types of Graph; BICEP a compiler, or dotnet gets it)`,
      tests,
    );
}

/** A template of Resource Manager, as far as the tests look at it. */
export interface ArmTemplate {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** By symbolic names where a template needs them, otherwise a list. */
  readonly resources: readonly ArmResource[] | Readonly<Record<string, ArmResource>>;
}

export interface ArmResource {
  readonly type: string;
  readonly apiVersion?: string;
  readonly existing?: boolean;
  readonly copy?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Compiled {
  /** What the compiler and its linter say, `file(line,column) : Error …`. */
  readonly said: readonly string[];
  /** Not there after an error. */
  readonly template: ArmTemplate | undefined;
}

/** What Resource Manager's own engine makes of the templates. What is known only while deploying stays an expression, `[…]`. */
interface Prediction {
  readonly resources: readonly PredictedResource[];
  /** Why it makes nothing of them. */
  readonly refusal: string | undefined;
}

/** What the compiler answers about a file, with everything that it and its linter find in it and in its modules. */
interface Answer {
  readonly success: boolean;
  readonly diagnostics: readonly {
    /** A path. */
    readonly source: string;
    /** Counted from 0. */
    readonly range: { readonly start: { readonly line: number; readonly char: number } };
    readonly level: 'Info' | 'Warning' | 'Error';
    readonly code: string;
    readonly message: string;
  }[];
  /** The template, as JSON. */
  readonly contents?: string;
}

export interface PredictedResource {
  readonly type: string;
  /** Resources of Microsoft Graph have none. */
  readonly name?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, unknown>>;
}

export interface Compiler {
  /** Compiles `main.bicep` of a folder. */
  compile(folder: string): Promise<Compiled>;
  /** Works `main.bicep` of a folder out with these parameters, as for a deployment into an empty subscription. */
  predict(folder: string, parameters: Readonly<Record<string, string | number | boolean>>): Promise<Prediction>;
  close(): Promise<void>;
}

/** Gets the compiler, and packs the types so that it needs no registry of modules. */
export async function openCompiler(): Promise<Compiler> {
  if (types === undefined) throw new Error('BICEP_TYPES names no folder.');
  const work = await mkdtemp(join(tmpdir(), 'meishi-sync-bicep-'));
  const packed = join(work, 'graph.tgz');
  const index = join(types, 'index.json');
  let bicep: string;
  try {
    bicep = given ?? (await restore(work));
    const said = await run(bicep, ['publish-extension', index, '--target', packed]);
    await access(packed).catch(() => Promise.reject(new Error(`${index} was not packed:\n${said}`)));
  } catch (failure) {
    await rm(work, { recursive: true });
    throw failure;
  }
  /** A copy of the folder that names the packed types. */
  const copyOf = async (folder: string) => {
    const copy = await mkdtemp(join(work, 'templates-'));
    await cp(folder, copy, { recursive: true });
    const config = join(copy, 'bicepconfig.json');
    const registry = /"br:mcr\.microsoft\.com\/bicep\/extensions\/microsoftgraph\/[^"]+"/;
    const written = await readFile(config, 'utf8');
    if (!registry.test(written)) throw new Error(`${config} does not name the extension for Microsoft Graph.`);
    await writeFile(config, written.replace(registry, JSON.stringify(packed)));
    return copy;
  };
  // One process for all questions: most of what a first one takes is the start, and the reading of all types.
  const server = spawn(bicep, ['jsonrpc', '--stdio'], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Measuring itself to compile itself better pays only in a process that lives for long.
    env: { ...process.env, DOTNET_TieredPGO: '0' },
  });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onClose(() => connection.dispose());
  connection.listen();
  return {
    async compile(folder) {
      const copy = await copyOf(folder);
      const answer = await connection.sendRequest<Answer>('bicep/compile', { path: join(copy, 'main.bicep') });
      return {
        said: inLines(answer, copy),
        template: answer.success ? (JSON.parse(answer.contents ?? '') as ArmTemplate) : undefined,
      };
    },
    async predict(folder, parameters) {
      const copy = await copyOf(folder);
      const lines = Object.entries(parameters).map(([name, value]) => `param ${name} = ${inBicep(value)}`);
      const path = join(copy, 'main.bicepparam');
      await writeFile(path, ["using 'main.bicep'", ...lines].join('\n'));
      try {
        const asked = { path, metadata: SOMEWHERE };
        const { snapshot } = await connection.sendRequest<{ snapshot: string }>('bicep/getSnapshot', asked);
        const { predictedResources } = JSON.parse(snapshot) as { predictedResources: PredictedResource[] };
        return { resources: predictedResources, refusal: undefined };
      } catch (failure) {
        // Of what does not even compile, that says only so.
        const answer = await connection.sendRequest<Answer>('bicep/compileParams', { path, parameterOverrides: {} });
        return { resources: [], refusal: [...inLines(answer, copy), String(failure)].join('\n') };
      }
    },
    async close() {
      connection.end();
      server.kill();
      await rm(work, { recursive: true, force: true });
    },
  };
}

function inLines({ diagnostics }: Answer, folder: string): string[] {
  return diagnostics.map(({ source, range: { start }, level, code, message }) => {
    const place = `${relative(folder, source)}(${start.line + 1},${start.char + 1})`;
    return `${place} : ${level} ${code}: ${message}`;
  });
}

/** The subscription and the tenant of a prediction. */
const SOMEWHERE = {
  subscriptionId: '11111111-1111-4111-8111-111111111111',
  tenantId: '22222222-2222-4222-8222-222222222222',
  location: 'japaneast',
  deploymentName: 'main',
};

function inBicep(value: string | number | boolean): string {
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : String(value);
}

/** Downloads the compiler into NuGet's own folder, unless it is there. Answers where it is. */
async function restore(work: string): Promise<string> {
  const system = { linux: 'linux', darwin: 'osx', win32: 'win' }[process.platform as string] ?? process.platform;
  const name = `Azure.Bicep.CommandLine.${system}-${process.arch}`;
  // A project that only downloads; the framework is named because there must be one.
  await writeFile(
    join(work, 'compiler.csproj'),
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net8.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup>
    <PackageDownload Include="${name}" Version="[${VERSION}]" />
  </ItemGroup>
</Project>
`,
  );
  const said = await run('dotnet', ['restore', work, '--nologo']);
  const assets = await readFile(join(work, 'obj/project.assets.json'), 'utf8').catch(() => {
    throw new Error(`dotnet did not get ${name} ${VERSION}:\n${said}`);
  });
  const { packageFolders } = JSON.parse(assets) as { packageFolders: Record<string, unknown> };
  const file = system === 'win' ? 'bicep.exe' : 'bicep';
  const path = join(Object.keys(packageFolders)[0] ?? '', name.toLowerCase(), VERSION, 'tools', file);
  await access(path).catch(() => {
    throw new Error(`dotnet did not get ${name} ${VERSION}:\n${said}`);
  });
  return path;
}

/** Answers what a program wrote to both outputs. An error shows in that, so its exit code is not looked at. */
async function run(program: string, args: readonly string[]): Promise<string> {
  const options = { maxBuffer: 64 * 1024 * 1024 };
  return promisify(execFile)(program, args, options).then(
    ({ stdout, stderr }) => `${stdout}${stderr}`,
    (failure: unknown) => {
      const { code, stdout, stderr } = failure as { code?: unknown; stdout?: string; stderr?: string };
      if (typeof code !== 'number') throw failure;
      return `${stdout ?? ''}${stderr ?? ''}`;
    },
  );
}

/** The resources that a template makes: what exists already is left out. */
export function madeBy({ resources }: ArmTemplate): readonly ArmResource[] {
  return Object.values(resources).filter(({ existing }) => existing !== true);
}

/** The template of a module, by the name that `main.bicep` gives it. */
export function moduleOf({ resources }: ArmTemplate, name: string): ArmTemplate {
  const named = resources as Readonly<Record<string, ArmResource>>;
  const template = named[name]?.properties?.['template'];
  if (template === undefined) throw new Error(`There is no module ${name}.`);
  return template as ArmTemplate;
}
