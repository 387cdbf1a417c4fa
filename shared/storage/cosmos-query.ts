import type { Container, PartitionKey, QueryIterator } from '@azure/cosmos';

/** Parameters of a query, named without the `@`; one that is `undefined` is left out. */
type Values = Readonly<Record<string, string | number | string[] | undefined>>;

/** Of an ordered query the SDK fetches ten rows at a time unless it is told a number. */
const ROWS_PER_REQUEST = 1000;

function query(
  container: Container,
  text: string,
  values: Values,
  partitionKey: PartitionKey | undefined,
): QueryIterator<unknown> {
  const parameters = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name: `@${name}`, value }],
  );
  const within = partitionKey === undefined ? {} : { partitionKey };
  return container.items.query<unknown>({ query: text, parameters }, { maxItemCount: ROWS_PER_REQUEST, ...within });
}

/** All rows that a query finds, of one partition or of all. For queries whose answer is known to be small. */
export async function queryAll(
  container: Container,
  text: string,
  values: Values,
  partitionKey?: PartitionKey,
): Promise<unknown[]> {
  return (await query(container, text, values, partitionKey).fetchAll()).resources;
}

/** The rows that a query finds, page by page, of one partition or of all; no page is empty. */
export async function* queryPages(
  container: Container,
  text: string,
  values: Values,
  partitionKey?: PartitionKey,
): AsyncGenerator<unknown[]> {
  for await (const { resources } of query(container, text, values, partitionKey).getAsyncIterator()) {
    if (resources.length > 0) yield resources;
  }
}
