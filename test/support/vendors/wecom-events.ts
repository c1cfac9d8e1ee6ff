import { type Millis, seconds } from './vendor.ts';
import type { WecomChange } from './wecom.ts';

/** Changes of WeCom’s address book. Each id is made of the event's parts, so equal events have equal ids. */

export function wecomChange(
  is: WecomChange['is'],
  userId: string,
  at: Millis,
  more: Readonly<Record<string, string>> = {},
): WecomChange {
  return { is, userId, createdAt: seconds(at), more };
}
