import { fakeRuns } from '../support/fakes/runs.ts';
import { runsBehaviour } from '../support/runs-behaviour.ts';

runsBehaviour('in memory', async () => fakeRuns());
