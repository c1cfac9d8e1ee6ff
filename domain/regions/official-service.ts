/**
 * The page for handling a case if the company names none of its own: the national medical-insurance service platform
 * 国家医保服务平台, which leads to every region's unit services (单位业务).
 */
export const OFFICIAL_SERVICE = {
  url: 'https://fuwu.nhsa.gov.cn/',
  verified: '2026-11-21',
  confidence: 'medium',
  note: 'the address is common knowledge; it was not opened when this was written',
} as const;
