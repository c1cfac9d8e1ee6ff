/** A point in time, in milliseconds since 1970. */
export type Millis = number;

export function seconds(at: Millis): number {
  return Math.floor(at / 1_000);
}
