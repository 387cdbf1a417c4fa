/**
 * Does something for every item, in their order, for so many at a time; items may be fetched meanwhile. After a failure
 * nothing more is begun, and what is under way is waited for: nothing goes on behind the caller's back.
 *
 * @throws the first failure
 */
export async function forEachConcurrently<T>(
  lanes: number,
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const rest = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const failures: unknown[] = [];
  const lane = async () => {
    try {
      while (failures.length === 0) {
        const next = await rest.next();
        if (next.done === true || failures.length > 0) return;
        await work(next.value);
      }
    } catch (failure) {
      failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (failures.length > 0) throw failures[0];
}
