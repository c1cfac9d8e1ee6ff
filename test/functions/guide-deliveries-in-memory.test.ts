import { fakeGuideDeliveries } from '../support/fakes/guides.ts';
import { guideDeliveriesBehaviour } from '../support/guide-deliveries-behaviour.ts';

guideDeliveriesBehaviour('in memory', async () => fakeGuideDeliveries());
