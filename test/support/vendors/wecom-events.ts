import { type Millis, seconds } from './millis.ts';
import type { WecomChange } from './wecom.ts';

/** Changes of WeCom’s address book. Each has an id made of its parts, so that the same is the same. */

export function wecomChange(
  is: WecomChange['is'],
  userId: string,
  at: Millis,
  more: Readonly<Record<string, string>> = {},
): WecomChange {
  return { is, userId, createdAt: seconds(at), more };
}
