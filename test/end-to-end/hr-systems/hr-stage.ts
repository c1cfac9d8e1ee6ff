import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../../functions/adapters/clock.ts';
import { canbaoJson } from '../../support/command-line.ts';
import { EVERY_HR_SYSTEM } from '../../support/local-stack.ts';
import { type AllVendors, allVendors, type SecretsOfAll } from '../../support/vendors/all-vendors.ts';
import { type Delivered, deliver, type Vendor, type Wire } from '../../support/vendors/vendor.ts';
import { clockBehind, httpWire } from '../../support/vendors/wires.ts';
import { REGISTRY } from '../company.ts';
import type { RegistryFile } from '../stack-calls.ts';
import { type Stage, type StageOptions, startStage } from '../stage.ts';

type Mappings = NonNullable<RegistryFile['sources']>;

/** The whole service and every HR system, each with the keys that the service generated for it. */
export interface HrStage extends Stage {
  vendors: AllVendors;
  readonly wire: Wire;
  /** Delivers one event in the way of its vendor. */
  send(source: keyof AllVendors, event: object, how?: How): Promise<Delivered>;
  /** Delivers the events one after the other. @throws Error if the vendor gives up an event. */
  tell(source: keyof AllVendors, ...events: readonly object[]): Promise<void>;
  /** Applies the company's registry with these mappings, as an administrator. */
  map(sources: Mappings): Promise<void>;
  /** Runs `canbao … --local --json`. @returns its JSON output. */
  canbao<T = Record<string, unknown>>(...args: readonly string[]): Promise<T>;
  /** The spells that `canbao facts` shows for the employee, one line each; empty if the employee is unknown. */
  spells(employeeId: string): Promise<readonly string[]>;
  factIds(employeeId: string): Promise<readonly string[]>;
  /** The kinds of the employee's cases that `canbao cases` lists as open on the day. */
  cases(employeeId: string, day: string): Promise<readonly string[]>;
}

export interface How {
  readonly by?: AllVendors;
  readonly over?: Wire;
  readonly signsAnew?: boolean;
  /** How many seconds the sender's clock is slow at the start. */
  readonly secondsAgo?: number;
}

export async function startHrStage(options: StageOptions = {}): Promise<HrStage> {
  const stage = await startStage({ environment: EVERY_HR_SYSTEM, ...options });
  const canbao: HrStage['canbao'] = (...args) =>
    canbaoJson([...args, '--local', '--data', stage.data], { clock: systemClock });
  const wire: Wire = (letter) => httpWire(stage.stack.api)(letter);
  const hr: Omit<HrStage, keyof Stage> = {
    vendors: allVendors(secretsOf(stage)),
    wire,
    canbao,
    send: (source, event, { by = hr.vendors, over = wire, signsAnew = true, secondsAgo = 0 } = {}) =>
      deliver(by[source] as Vendor<object>, event, { wire: over, clock: clockBehind(secondsAgo), signsAnew }),
    tell: async (source, ...events) => {
      for (const event of events) {
        const { is, attempts } = await hr.send(source, event);
        if (is !== 'received') throw new Error(`${source} gave up after ${attempts.join(', ')}`);
      }
    },
    map: async (sources) => {
      await stage.apply(REGISTRY);
      const file = join(stage.data, 'registry-of-hr.json');
      writeFileSync(file, JSON.stringify({ ...REGISTRY, sources }));
      await canbao('registry', 'apply', file);
    },
    spells: async (employeeId) => (await known(employeeId)).spells.map(lineOf),
    factIds: async (employeeId) => (await known(employeeId)).facts.map(({ factId }) => factId),
    cases: async (employeeId, day) => {
      const { cases } = await canbao<{ cases: readonly { employeeId: string; kind: string }[] }>(
        'cases',
        '--as-of',
        day,
      );
      return cases
        .filter((one) => one.employeeId === employeeId)
        .map(({ kind }) => kind)
        .sort();
    },
  };
  const known = (employeeId: string) => canbao<Known>('facts', employeeId);
  // The object is not spread, because the getter `stack` returns another stack after a restart.
  return Object.assign(stage, hr);
}

/** The keys in local.json with which the vendors sign. */
function secretsOf({ stack: { webhookSecrets, sourceSecrets } }: Stage): SecretsOfAll {
  const alone = Object.entries(webhookSecrets).map(([source, key]) => [source, { key }] as const);
  return { ...sourceSecrets, ...Object.fromEntries(alone) };
}

interface Known {
  readonly facts: readonly { readonly factId: string }[];
  readonly spells: readonly SpellJson[];
}

interface SpellJson {
  readonly unitId: string;
  readonly situation: {
    readonly is: string;
    readonly start?: { readonly on: string };
    readonly end?: { readonly on: string; readonly reason: string };
    readonly missing?: readonly { readonly of: string }[];
  };
  readonly missingDate?: { readonly of: string };
}

/** A spell as one line, such as `CD left 2026-03-02 to 2026-04-30: resigned`. */
function lineOf({ unitId, situation: { is, start, end, missing }, missingDate }: SpellJson): string {
  const asked = [...(missing ?? []), ...(missingDate ? [missingDate] : [])].map(
    (date) => `, ${date.of} on which day?`,
  );
  const days = [start?.on, ...(end ? [`to ${end.on}: ${end.reason}`] : [])].filter(
    (day) => day !== undefined,
  );
  return [unitId, is, ...days].join(' ') + asked.join('');
}
