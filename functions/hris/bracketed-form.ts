/** What a form of bracketed names stands for: texts, and by their names trees of texts. */
export type FormTree = Map<string, string | FormTree>;

/**
 * Reads `data[employeeId]=7&data[changedFields][0]=status`, as PHP and those that follow it write a tree into a form.
 *
 * @returns undefined for what has a name that is none; of a name given twice the last.
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

/** A field's own name may have anything in it but brackets. Deeper than any known sender goes is no name. */
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
