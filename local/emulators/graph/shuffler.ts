/** Shuffles lists; the sequence is the same after every restart, so that a run can be repeated. */
export function shuffler() {
  const SEED = 20;
  let state = SEED;

  /** A whole number from 0 to below `limit`, by the generator mulberry32. */
  function random(limit: number): number {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % limit;
  }

  return {
    next<T>(items: readonly T[]): T[] {
      const rest = [...items];
      return items.flatMap(() => rest.splice(random(rest.length), 1));
    },
    restart: () => {
      state = SEED;
    },
  };
}
