import type { Assembly, Resource } from './assembly.ts';
import { type Identity, identify } from './identity.ts';
import { type Place, partitionOf, urlSuffixOf } from './place.ts';

/** Turns what a template says into plain values, as CloudFormation would at deployment. */
export interface Resolver {
  /** @throws Error naming `owner` when the value holds an intrinsic that is not understood. */
  resolve(value: unknown, owner: string): unknown;
  propertiesOf(resource: Resource): Record<string, unknown>;
  identityOf(resource: Resource): Identity;
}

/** Stands for `AWS::NoValue`: the property that holds it is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, evaluate: (value: unknown) => unknown) => unknown;

export function createResolver(assembly: Assembly, place: Place): Resolver {
  const identities = new Map<string, Identity>();

  const identityOf = (resource: Resource): Identity => {
    const known = identities.get(resource.logicalId);
    if (known !== undefined) return known;
    const identity = identify(resource, place, (value) => resolve(value, resource.logicalId));
    identities.set(resource.logicalId, identity);
    return identity;
  };

  const resourceNamed = (logicalId: string): Resource => {
    const resource = assembly.resources.get(logicalId);
    if (resource === undefined) throw new Error(`refers to ${logicalId}, which is not in the assembly`);
    return resource;
  };

  const ref = (name: string, stackName: string): unknown => {
    const pseudo = pseudoParameters(place, stackName);
    if (name in pseudo) return pseudo[name];
    if (assembly.parameterDefaults.has(name)) return assembly.parameterDefaults.get(name);
    return identityOf(resourceNamed(name)).ref;
  };

  const attribute = (logicalId: string, name: string): string => {
    const { attributes } = identityOf(resourceNamed(logicalId));
    const value = attributes[name];
    if (value === undefined)
      throw new Error(`asks for the attribute ${name} of ${logicalId}, which is unknown`);
    return value;
  };

  const isTrue = (condition: unknown, evaluate: (value: unknown) => unknown): boolean => {
    if (typeof condition !== 'string') return evaluate(condition) === true;
    if (!assembly.conditions.has(condition)) throw new Error(`names an unknown condition ${condition}`);
    return evaluate(assembly.conditions.get(condition)) === true;
  };

  const intrinsicsFor = (stackName: string): Readonly<Record<string, Intrinsic>> => ({
    Ref: (name) => ref(String(name), stackName),
    Condition: (name, evaluate) => isTrue(name, evaluate),
    'Fn::GetAtt': (argument) => {
      const [logicalId, ...name] = Array.isArray(argument) ? argument : String(argument).split('.');
      return attribute(String(logicalId), name.join('.'));
    },
    'Fn::Join': (argument, evaluate) => {
      const [separator, parts] = listOf(evaluate(argument));
      return listOf(parts).map(String).join(String(separator));
    },
    'Fn::Select': (argument, evaluate) => {
      const [index, values] = listOf(evaluate(argument));
      return listOf(values)[Number(index)];
    },
    'Fn::Split': (argument, evaluate) => {
      const [separator, text] = listOf(evaluate(argument));
      return String(text).split(String(separator));
    },
    'Fn::Sub': (argument, evaluate) => {
      const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
      const given = evaluate(variables) as Record<string, unknown>;
      return String(text).replaceAll(/\$\{(!?)([^}]+)\}/g, (_all, literal: string, name: string) => {
        if (literal !== '') return `\${${name}}`;
        if (name in given) return String(given[name]);
        const dot = name.indexOf('.');
        return String(dot < 0 ? ref(name, stackName) : attribute(name.slice(0, dot), name.slice(dot + 1)));
      });
    },
    'Fn::If': (argument, evaluate) => {
      const [condition, yes, no] = listOf(argument);
      return evaluate(isTrue(condition, evaluate) ? yes : no);
    },
    'Fn::Equals': (argument, evaluate) => {
      const [a, b] = listOf(evaluate(argument));
      return a === b;
    },
    'Fn::Not': (argument, evaluate) => !isTrue(listOf(argument)[0], evaluate),
    'Fn::And': (argument, evaluate) => listOf(argument).every((condition) => isTrue(condition, evaluate)),
    'Fn::Or': (argument, evaluate) => listOf(argument).some((condition) => isTrue(condition, evaluate)),
    'Fn::FindInMap': (argument, evaluate) => {
      let found: unknown = assembly.mappings;
      for (const step of listOf(evaluate(argument)))
        found = (found as Record<string, unknown>)?.[String(step)];
      return found;
    },
    'Fn::Base64': (argument, evaluate) => Buffer.from(String(evaluate(argument))).toString('base64'),
  });

  function resolve(value: unknown, owner: string): unknown {
    const intrinsics = intrinsicsFor(assembly.resources.get(owner)?.stackName ?? owner);
    try {
      return evaluateWith(intrinsics, value);
    } catch (error) {
      throw new Error(`${owner} ${(error as Error).message}`, { cause: error });
    }
  }

  return {
    resolve,
    identityOf,
    propertiesOf: (resource) => resolve(resource.properties, resource.logicalId) as Record<string, unknown>,
  };
}

function evaluateWith(intrinsics: Readonly<Record<string, Intrinsic>>, value: unknown): unknown {
  const evaluate = (inner: unknown) => evaluateWith(intrinsics, inner);
  if (Array.isArray(value)) return value.map(evaluate).filter((item) => item !== NO_VALUE);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [name, argument] = entries[0] ?? [];
  if (entries.length === 1 && name !== undefined && isIntrinsic(name, argument)) {
    const intrinsic = intrinsics[name];
    if (intrinsic === undefined) throw new Error(`uses ${name}, which the local runner does not understand`);
    return intrinsic(argument, evaluate);
  }
  const resolved = entries.map(([key, inner]) => [key, evaluate(inner)] as const);
  return Object.fromEntries(resolved.filter(([, inner]) => inner !== NO_VALUE));
}

/** `Condition` is also an ordinary key, e.g. of a policy statement: only a text makes it an intrinsic. */
function isIntrinsic(name: string, argument: unknown): boolean {
  return name === 'Ref' || name.startsWith('Fn::') || (name === 'Condition' && typeof argument === 'string');
}

function pseudoParameters(place: Place, stackName: string): Readonly<Record<string, unknown>> {
  const partition = partitionOf(place.region);
  return {
    'AWS::AccountId': place.account,
    'AWS::Region': place.region,
    'AWS::Partition': partition,
    'AWS::URLSuffix': urlSuffixOf(place.region),
    'AWS::StackName': stackName,
    'AWS::StackId': `arn:${partition}:cloudformation:${place.region}:${place.account}:stack/${stackName}/local`,
    'AWS::NotificationARNs': [],
    'AWS::NoValue': NO_VALUE,
  };
}

function listOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error(`holds ${JSON.stringify(value)} where a list belongs`);
  return value;
}
