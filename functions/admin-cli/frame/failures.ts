/** The command was called wrongly: exit 2. The message says what was wrong and what is allowed. */
export class BadUsage extends Error {
  override readonly name = 'BadUsage';
}

/** What was asked for cannot be done, for a reason that a person can mend: exit 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
