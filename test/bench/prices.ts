/**
 * The price of one unit in USD without tax, and the units that are free each month (the permanent free tier): public
 * list prices of us-east-1 (N. Virginia) on 2026-11-30, https://aws.amazon.com/<service>/pricing/. Prices of other
 * regions differ by some ten percent.
 */
export const PRICES = {
  alarmMetric: { usd: 0.1, free: 10 },
  dashboard: { usd: 3, free: 3 },
  customMetricMonth: { usd: 0.3, free: 10 },
  logGigabyte: { usd: 0.5, free: 5 },
  logGigabyteMonth: { usd: 0.03, free: 0 },
  secret: { usd: 0.4, free: 0 },
  secretCall: { usd: 0.05 / 1e4, free: 0 },
  key: { usd: 1, free: 0 },
  queueRequest: { usd: 0.4 / 1e6, free: 1e6 },
  writeUnit: { usd: 0.625 / 1e6, free: 0 },
  readUnit: { usd: 0.125 / 1e6, free: 0 },
  storedGigabyteMonth: { usd: 0.25, free: 25 },
  backupGigabyteMonth: { usd: 0.2, free: 0 },
  functionRequest: { usd: 0.2 / 1e6, free: 1e6 },
  arm64GigabyteSecond: { usd: 0.0000133334, free: 400_000 },
  apiRequest: { usd: 1 / 1e6, free: 0 },
  mail: { usd: 0.1 / 1000, free: 0 },
} as const;
