import type { Texts } from '../../../domain/values/language.ts';
import { type Place, placeHere, type Store } from '../../deployment/deployment.ts';
import type { OnUnreadable } from '../../ports.ts';
import { readLocalJson } from './local-json.ts';
import { explainingProblems } from './store-problems.ts';

/** Which store is opened: `--local` or `--data`, else a deployed stage. */
export interface StoreChoice {
  readonly local?: boolean;
  readonly data?: string;
  readonly stage?: string;
}

/** @param onUnreadable is called for each stored record that cannot be read. */
export type StoreOpener = (
  choice: StoreChoice,
  say: (texts: Texts) => string,
  onUnreadable: OnUnreadable,
) => Promise<Store>;

/** Opens the chosen store. The SDK is loaded here, so commands without a store start without it. */
export const openStore: StoreOpener = async (choice, say, onUnreadable) => {
  const place = placeOf(choice, say);
  const { deploymentStore } = await import('../../deployment/deployment-store.ts');
  return explainingProblems(deploymentStore(place, onUnreadable), { ...place, local: isLocal(choice) }, say);
};

function isLocal({ local, data }: StoreChoice): boolean {
  return local === true || data !== undefined;
}

function placeOf(choice: StoreChoice, say: (texts: Texts) => string): Place {
  if (!isLocal(choice)) {
    const stage = choice.stage ?? 'dev';
    return {
      table: `canbao-${stage}`,
      planDigests: `canbao-${stage}-plan-digests`,
      pullRoster: `canbao-${stage}-pull-roster`,
      secretPrefix: `canbao/${stage}/`,
      dynamodb: {},
      lambda: {},
      secrets: {},
      detailsQueue: `canbao-${stage}-details`,
      queues: {},
      isHere: false,
    };
  }
  return placeHere(readLocalJson(choice.data, say));
}
