import * as z from 'zod/mini';
import { line } from '../../../domain/facts/schema-parts.ts';
import { once } from '../../../domain/values/once.ts';
import { parseJson, problemsOf } from '../webhook/make-fact.ts';

/** A form with bracketed names as a tree. Each name has a text or a subtree. */
export type FormTree = Map<string, string | FormTree>;

/**
 * Parses `data[employeeId]=7&data[changedFields][0]=status`, PHP's form of a tree. If a name is repeated, its last
 * value is used.
 * @returns undefined for an invalid name and for an empty form.
 */
export function bracketedForm(body: Uint8Array): FormTree | undefined {
  const tree: FormTree = new Map();
  for (const [name, value] of new URLSearchParams(new TextDecoder().decode(body))) {
    const path = pathOf(name);
    if (path === undefined) return undefined;
    put(tree, path, value);
  }
  return tree.size === 0 ? undefined : tree;
}

/**
 * The path that a field's name describes. The names in the path may contain anything but brackets. Paths deeper than
 * any known sender's are invalid.
 */
function pathOf(name: string): readonly string[] | undefined {
  const [, first, rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\]){0,5})$/.exec(name) ?? [];
  if (first === undefined) return undefined;
  return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(([, step = '']) => step)];
}

function put(tree: FormTree, [step = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(step, value);
    return;
  }
  const known = tree.get(step);
  const inner: FormTree = known instanceof Map ? known : new Map();
  tree.set(step, inner);
  put(inner, rest, value);
}

export type BambooHrMessage =
  | ({ readonly is: 'event' } & BambooHrEvent)
  | { readonly is: 'fields'; readonly employees: readonly ChangedEmployee[] }
  | { readonly is: 'unreadable'; readonly problems: readonly string[] };

/** An event that only names the fields that changed. */
export interface BambooHrEvent {
  readonly type: string;
  readonly timestamp?: string | undefined;
  readonly employeeId: string;
  readonly changedFields: readonly string[];
}

/** An employee with the fields that an administrator selected, under the names that the administrator gave them. */
export interface ChangedEmployee {
  readonly id: string;
  /** Created, Updated or Deleted; absent in forms. */
  readonly action: string;
  readonly timestamp?: string | undefined;
  readonly changedFields: readonly string[];
  /** Undefined for a field that was sent empty. */
  readonly fields: Readonly<Record<string, string | undefined>>;
}

export function readBambooHr(body: Uint8Array): BambooHrMessage {
  const json = parseJson(body) ?? fromForm(body);
  if (json === undefined) return { is: 'unreadable', problems: ['the body is neither JSON nor a form'] };
  const fields = fieldBased().safeParse(json);
  if (fields.success) return { is: 'fields', employees: fields.data.employees };
  const isFieldBased = typeof json === 'object' && json !== null && 'employees' in json;
  if (isFieldBased) return { is: 'unreadable', problems: problemsOf(fields.error, []) };
  const event = eventBased().safeParse(json);
  if (!event.success) return { is: 'unreadable', problems: problemsOf(event.error, []) };
  const { type, timestamp, data } = event.data;
  return { is: 'event', type, timestamp, employeeId: data.employeeId, changedFields: data.changedFields };
}

// A text, or a number that is turned into one. Beyond JavaScript's safe integers two ids would become the same, so such
// numbers are invalid.
const text = z.union([z.string(), z.pipe(z.int(), z.transform(String))]);
const id = z.pipe(text, line(100));
/** An event without fields has an empty object, or nothing, here. */
const names = z._default(
  z.pipe(
    z.unknown(),
    z.transform((value) =>
      Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [],
    ),
  ),
  [],
);

const eventBased = once(() =>
  z.object({
    type: line(100),
    timestamp: z.optional(z.string()),
    data: z.object({ employeeId: id, changedFields: names }),
  }),
);

/** An absent date is written as zeros. */
const NO_DATE = /^0000-00-00/;

/** A field is sent either as its value or as an object with the value. Lists and other forms are dropped. */
const field = z.pipe(
  z.unknown(),
  z.transform((given): string | undefined => {
    const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
    const value = isObject && 'value' in given ? given.value : given;
    const written = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return written === '' || NO_DATE.test(written) ? undefined : written;
  }),
);

const fieldBased = once(() =>
  z.object({
    employees: z
      .array(
        z.object({
          id,
          action: z._default(line(40), 'Updated'),
          timestamp: z.optional(z.string()),
          changedFields: names,
          // An employee without fields has an empty list here.
          fields: z._default(
            z.union([
              z.record(z.string(), field),
              z.pipe(
                z.tuple([]),
                z.transform(() => ({})),
              ),
            ]),
            {},
          ),
        }),
      )
      .check(z.minLength(1)),
  }),
);

/** Converts a form to the shape of the JSON: employees by id, their fields next to the metadata. */
function fromForm(body: Uint8Array): unknown {
  const form = bracketedForm(body);
  // A body that begins like JSON is truncated JSON.
  if (form === undefined || body[0] === 0x7b) return undefined;
  const employees = form.get('employees');
  if (employees instanceof Map)
    return { employees: [...employees].map(([key, value]) => employeeIn(key, value)) };
  const data = form.get('data');
  const value =
    data instanceof Map ? { ...textsIn(data), changedFields: listIn(data, 'changedFields') } : undefined;
  return { ...textsIn(form), data: value };
}

/** The names of an employee's metadata, which stand next to fields with arbitrary names. */
const ABOUT_EMPLOYEE = ['id', 'action', 'timestamp'];

function employeeIn(key: string, value: string | FormTree): unknown {
  if (typeof value === 'string') return undefined;
  const texts = Object.entries(textsIn(value));
  const inner = value.get('fields');
  return {
    id: key,
    ...Object.fromEntries(texts.filter(([name]) => ABOUT_EMPLOYEE.includes(name))),
    changedFields: listIn(value, 'changedFields'),
    fields: {
      ...Object.fromEntries(texts.filter(([name]) => !ABOUT_EMPLOYEE.includes(name))),
      ...(inner instanceof Map ? textsIn(inner) : {}),
    },
  };
}

function textsIn(tree: FormTree): Record<string, string> {
  return Object.fromEntries(
    [...tree].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function listIn(tree: FormTree, name: string): readonly string[] {
  const list = tree.get(name);
  return list instanceof Map ? Object.values(textsIn(list)) : [];
}
