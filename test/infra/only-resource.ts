import type { Template } from 'aws-cdk-lib/assertions';

/** The only resource of `type` whose property `name` has `value`. @throws Error if there is none or more than one. */
export function onlyResource(template: Template, type: string, name: string, value: string) {
  const [found, ...others] = Object.values(template.findResources(type, { Properties: { [name]: value } }));
  if (!found || others.length > 0) throw new Error(`there is not exactly one ${type} with ${name} ${value}`);
  return found;
}
