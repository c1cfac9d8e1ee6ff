/** Milliseconds since 1970 of a moment. */
export type Millis = number;

export function seconds(at: Millis): number {
  return Math.floor(at / 1_000);
}
