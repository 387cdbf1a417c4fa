import type { HonoRequest } from 'hono';
import * as z from 'zod';
import { GraphError } from './graph-error.ts';

const SHAPE_ISSUES: ReadonlySet<string> = new Set(['invalid_type', 'invalid_format', 'unrecognized_keys']);

/**
 * The JSON body of a request.
 * @throws GraphError 400 for another content type or invalid JSON
 */
export async function readJson(request: HonoRequest): Promise<unknown> {
  const isJson = /^application\/json\b/i.test(request.header('content-type') ?? '');
  try {
    if (isJson) return await request.json();
  } catch {
    // Handled below: Graph has one message for both errors.
  }
  throw new GraphError(
    400,
    'BadRequest',
    'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
  );
}

/**
 * Parses a body by its schema, ignoring OData annotations.
 * @throws GraphError 400 RequestBodyRead for an unknown property or a wrong type; 400 ErrorInvalidProperty for a value
 *   that Outlook refuses (unverified: the code, but for givenName)
 */
export function parseBody<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(withoutAnnotations(input));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues.find(({ code }) => SHAPE_ISSUES.has(code)) ?? parsed.error.issues[0];
  const code = issue && SHAPE_ISSUES.has(issue.code) ? 'RequestBodyRead' : 'ErrorInvalidProperty';
  throw new GraphError(400, code, `${issue?.message} (${issue?.path.join('.')})`);
}

function withoutAnnotations(input: unknown): unknown {
  const object = z.record(z.string(), z.unknown()).safeParse(input);
  if (!object.success) return input;
  return Object.fromEntries(Object.entries(object.data).filter(([name]) => !name.startsWith('@odata.')));
}
