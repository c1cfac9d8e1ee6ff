import type { Texts } from '../../../domain/values/language.ts';
import type { Store } from '../../deployment/deployment.ts';
import type { StoreChoice } from '../store/store.ts';
import type { CommandContext, CommandResult } from './frame.ts';
import { type ArgumentSpec, type OptionSpec, STORE_OPTIONS } from './kinds.ts';

type Arguments = Readonly<Record<string, ArgumentSpec<unknown>>>;
type Options = Readonly<Record<string, OptionSpec<unknown>>>;

/** One command: its help texts, and its code. */
export interface CommandSpec {
  readonly name: string;
  readonly about: Texts;
  /** The arguments by name, in the order of the call. */
  readonly args: Arguments;
  /** The options by name: `coveredFrom` is `--covered-from`. */
  readonly options: Options;
  readonly examples: readonly Example[];
  run(
    asked: Readonly<Record<string, unknown>>,
    context: CommandContext,
  ): CommandResult | Promise<CommandResult>;
}

export interface GroupSpec {
  readonly name: string;
  readonly about: Texts;
  readonly commands: readonly CommandSpec[];
}

/** An example call. It is given in each language if it contains text. */
export type Example = string | Texts;

type ValueOf<Spec> = Spec extends OptionSpec<infer T> ? T : never;
type ArgumentOf<Spec> = Spec extends ArgumentSpec<infer T> ? T : never;
type IsGiven<Spec> = Spec extends { required: true } | { fallback: unknown } ? true : false;
type Keys<O, Given> = { [K in keyof O]: IsGiven<O[K]> extends Given ? K : never }[keyof O];

/** The parsed values of a call: options that are neither required nor have a fallback may be absent. */
export type Asked<A, O> = { readonly [K in keyof A]: ArgumentOf<A[K]> } & {
  readonly [K in Keys<O, true>]: ValueOf<O[K]>;
} & { readonly [K in Keys<O, false>]?: ValueOf<O[K]> };

interface Described<A, O> {
  readonly name: string;
  readonly about: Texts;
  readonly args?: A;
  readonly options?: O;
  readonly examples: readonly Example[];
}

type Result = CommandResult | Promise<CommandResult>;

export function command<A extends Arguments = Arguments, O extends Options = Options>(
  spec: Described<A, O> & { run(asked: Asked<A, O>, context: CommandContext): Result },
): CommandSpec {
  const { args = {}, options = {} } = spec;
  return { ...spec, args, options, run: (asked, context) => spec.run(asked as Asked<A, O>, context) };
}

interface StoreRun<A, O> {
  /** Rejects wrong usage before the store is opened. */
  check?(asked: Asked<A, O>, context: CommandContext): void;
  run(asked: Asked<A, O> & StoreChoice, context: CommandContext, store: Store): Promise<CommandResult>;
}

export function storeCommand<A extends Arguments = Arguments, O extends Options = Options>(
  spec: Described<A, O> & StoreRun<A, O>,
): CommandSpec {
  return {
    ...spec,
    args: spec.args ?? {},
    options: { ...spec.options, ...STORE_OPTIONS },
    run(given, context) {
      const asked = given as Asked<A, O> & StoreChoice;
      spec.check?.(asked, context);
      return context.withStore(asked, (store) => spec.run(asked, context, store));
    },
  };
}
