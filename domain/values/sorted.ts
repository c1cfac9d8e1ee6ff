/** The number of items whose text is less than `bound`, in a list sorted by that text. */
export function countBelow<T>(sorted: readonly T[], textOf: (item: T) => string, bound: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = sorted[middle];
    if (item !== undefined && textOf(item) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
