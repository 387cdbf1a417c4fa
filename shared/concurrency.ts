/**
 * Does something for every item, in their order, for so many at a time; items may be fetched meanwhile. Fails as the first
 * that fails, and begins nothing more.
 */
export async function forEachConcurrently<T>(
  lanes: number,
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const rest = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let failed = false;
  const lane = async () => {
    for (let next = await rest.next(); next.done !== true && !failed; next = await rest.next()) {
      await work(next.value).catch((failure: unknown) => {
        failed = true;
        throw failure;
      });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}
