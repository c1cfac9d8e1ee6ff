/**
 * What AWS charges, in USD without tax: the public list prices of us-east-1 (N. Virginia) on 2026-11-30, from the pricing
 * page of each service under https://aws.amazon.com/<service>/pricing/. Other regions differ by some tenths.
 */
export const PRICES = {
  dynamodb: { millionWrites: 0.625, millionReads: 0.125, gigabyteMonth: 0.25, backupGigabyteMonth: 0.2 },
  lambda: { millionRequests: 0.2, gigabyteSecond: { arm64: 0.0000133334, x86_64: 0.0000166667 } },
  httpApi: { millionRequests: 1 },
  sqs: { millionRequests: 0.4 },
  ses: { thousandMails: 0.1 },
  cloudwatch: {
    alarmMetric: 0.1,
    dashboard: 3,
    customMetric: 0.3,
    logGigabyte: 0.5,
    logGigabyteMonth: 0.03,
  },
  secretsManager: { secret: 0.4, tenThousandCalls: 0.05 },
  kms: { key: 1 },
} as const;

/** What each account has free of charge every month, for ever; of everything that it runs together. */
export const FREE = {
  dynamodb: { gigabytes: 25 },
  lambda: { requests: 1e6, gigabyteSeconds: 400_000 },
  sqs: { requests: 1e6 },
  cloudwatch: { alarmMetrics: 10, dashboards: 3, customMetrics: 10, logGigabytes: 5 },
} as const;
