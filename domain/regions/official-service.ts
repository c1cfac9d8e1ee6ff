/**
 * The page for handling a case if the company names no page of its own: the national medical insurance service platform
 * 国家医保服务平台, with links to every region's services for units (单位业务).
 */
export const OFFICIAL_SERVICE = {
  url: 'https://fuwu.nhsa.gov.cn/',
  verified: '2026-11-21',
  confidence: 'medium',
  note: 'the address is generally known; it was not opened for this entry',
} as const;
