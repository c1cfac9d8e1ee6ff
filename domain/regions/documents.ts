import type { SourceDocument } from '../policy/source.ts';
import { plainDate } from '../values/plain-date.ts';

/**
 * The catalogue of documents behind the shipped values, national first, then by region. Each document occurs once; an
 * entry adds the place in it. Unofficial sources (leads) are included, so that the administrator's commands can say where
 * to ask.
 */

/** Official texts that were not read in the original, but in a copy of this kind. */
const STORED_PAGE = { grade: 'quoted', quotedIn: '公开存档的网页全文（2026年9月存）' } as const;
const EXCERPT = { grade: 'quoted', quotedIn: '公开资料库摘录的原文（2026年8月）' } as const;
const QUOTED_PAGE = { grade: 'quoted', quotedIn: '公开资料库引用的原文（2026年）' } as const;
const REPOST = { grade: 'quoted', quotedIn: '网页转载' } as const;

const DATABASE_OF_LAWS = 'https://flk.npc.gov.cn/';

export const SOCIAL_INSURANCE_LAW_TEXT: SourceDocument = {
  grade: 'official',
  issuer: '全国人民代表大会常务委员会',
  title: '中华人民共和国社会保险法（2018修正）',
  number: '主席令第35号',
  published: plainDate('2010-10-28'),
};

export const MEDICAL_SECURITY_LAW_TEXT: SourceDocument = {
  grade: 'official',
  issuer: '全国人民代表大会常务委员会',
  title: '中华人民共和国医疗保障法',
  number: '主席令第80号',
  published: plainDate('2026-08-28'),
  url: 'https://flk.npc.gov.cn/detail?id=5d298a33dc474da595bf956cec680163',
};

export const LABOUR_CONTRACT_LAW: SourceDocument = {
  grade: 'official',
  issuer: '全国人民代表大会常务委员会',
  title: '中华人民共和国劳动合同法（2012修正）',
  number: '主席令第65号',
  published: plainDate('2007-06-29'),
};

export const LABOUR_LAW: SourceDocument = {
  grade: 'official',
  issuer: '全国人民代表大会常务委员会',
  title: '中华人民共和国劳动法',
  number: '主席令第28号',
  published: plainDate('1994-07-05'),
};

export const AGENCY_REGULATION: SourceDocument = {
  grade: 'official',
  issuer: '国务院',
  title: '社会保险经办条例',
  number: '国务院令第765号',
  published: plainDate('2023-08-16'),
};

export const LABOUR_INSPECTION_REGULATION: SourceDocument = {
  grade: 'official',
  issuer: '国务院',
  title: '劳动保障监察条例',
  number: '国务院令第423号',
  published: plainDate('2004-11-01'),
};

export const RETIREMENT_DECISION: SourceDocument = {
  grade: 'official',
  issuer: '全国人民代表大会常务委员会',
  title: '全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定及所附办法、附件1至4',
  published: plainDate('2024-09-13'),
  url: 'https://flk.npc.gov.cn/detail?id=ff80818191db10440191eb2614320909',
};

export const WAIVER_INTERPRETATION: SourceDocument = {
  grade: 'official',
  issuer: '最高人民法院',
  title: '最高人民法院关于审理劳动争议案件适用法律问题的解释（二）',
  number: '法释〔2025〕12号',
  published: plainDate('2025-07-31'),
};

export const RESIDENT_OPINIONS: SourceDocument = {
  grade: 'official',
  issuer: '国务院办公厅',
  title: '国务院办公厅关于健全基本医疗保险参保长效机制的指导意见',
  number: '国办发〔2024〕38号',
  published: plainDate('2024-08-01'),
  url: 'https://www.gov.cn/zhengce/content/202408/content_6965741.htm',
};

export const EMPLOYEE_SCHEME_DECISION: SourceDocument = {
  ...REPOST,
  issuer: '国务院',
  title: '国务院关于建立城镇职工基本医疗保险制度的决定',
  number: '国发〔1998〕44号',
  published: plainDate('1998-12-14'),
};

export const TRANSFER_MEASURES_TEXT: SourceDocument = {
  grade: 'quoted',
  issuer: '国家医疗保障局办公室、财政部办公厅',
  title: '基本医疗保险关系转移接续暂行办法',
  number: '医保办发〔2021〕43号',
  quotedIn: '新华社摘要和粤医保规〔2022〕6号',
};

export const SCHEME_COORDINATION: SourceDocument = {
  grade: 'quoted',
  issuer: '国家医疗保障局等',
  title: '关于加强和改进基本医疗保险参保工作的指导意见',
  number: '医保发〔2020〕33号',
  published: plainDate('2020-08-24'),
  quotedIn: '报刊摘要',
};

export const FLEXIBLE_RETIREMENT_TEXT: SourceDocument = {
  grade: 'quoted',
  issuer: '人力资源和社会保障部等',
  title: '实施弹性退休制度暂行办法',
  quotedIn: '报刊转载',
};

export const JIANGSU_SERVICE_GUIDE_TEXT: SourceDocument = {
  ...QUOTED_PAGE,
  issuer: '江苏省医疗保障局',
  title: '江苏省医疗保障经办政务服务事项办事指南（2022年版）',
  published: plainDate('2022-04-27'),
  url: 'https://ybj.jiangsu.gov.cn/art/2022/4/27/art_75671_10430132.html',
};

export const WEB_COMPILATION: SourceDocument = {
  grade: 'lead',
  issuer: '网络',
  title: '办事指南汇编（未注明依据）',
};

export const REPOSITORIES: SourceDocument = {
  grade: 'lead',
  issuer: '公开代码仓库',
  title: '薪资和社保数据（无官方引文）',
};

export const PAGES_WITHOUT_ADDRESS: SourceDocument = {
  grade: 'lead',
  issuer: '多家网页',
  title: '说法一致或相近，地址未存',
};

export const LOCAL_PORTALS: SourceDocument = {
  grade: 'lead',
  issuer: '地方生活和社保网站',
  title: '整理稿（未引官方文件）',
};

export const BEIJING_BASES_2026: SourceDocument = {
  ...QUOTED_PAGE,
  issuer: '北京市人力资源和社会保障局等',
  title: '关于2026年度各项社会保险缴费工资基数上下限的通告',
  published: plainDate('2026-08-21'),
  url: 'https://rsj.beijing.gov.cn/xxgk/2024zcwj/202608/t20260821_4831461.html',
};

export const BEIJING_BASES_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '北京市人力资源和社会保障局、北京市医疗保障局、国家税务总局北京市税务局',
  title: '2025年度各项社会保险缴费基数上下限',
  number: '京人社发〔2025〕11号',
  published: plainDate('2025-09-18'),
  url: 'https://rsj.beijing.gov.cn/xxgk/2024zcwj/202509/t20250918_4204880.html',
};

export const BEIJING_MEDICAL_RULES: SourceDocument = {
  ...REPOST,
  issuer: '北京市人民政府',
  title: '北京市基本医疗保险规定',
  number: '市政府令第158号',
};

export const BEIJING_COLLECTION_2023: SourceDocument = {
  ...REPOST,
  issuer: '国家税务总局北京市税务局',
  title: '国家税务总局北京市税务局公告2023年第5号',
};

export const BEIJING_DECLARATION_2025: SourceDocument = {
  ...REPOST,
  issuer: '北京市人力资源和社会保障局等四部门',
  title: '2025年度社会保险缴费工资申报',
  published: plainDate('2025-06-10'),
};

export const BEIJING_LATE_FEES: SourceDocument = {
  ...REPOST,
  issuer: '北京市社会保险经办机构',
  title: '滞纳金计算规则',
  url: 'http://www.zbssb.com/sy/58594.html',
  until: plainDate('2023-12-31'),
};

export const BEIJING_RESIDENTS_2026: SourceDocument = {
  ...REPOST,
  issuer: '北京市医疗保障局',
  title: '2026年度城乡居民基本医疗保险参保缴费',
  published: plainDate('2025-12-01'),
};

export const BEIJING_FLEXIBLE_2025: SourceDocument = {
  ...QUOTED_PAGE,
  issuer: '北京市医疗保障局（首都之窗）',
  title: '灵活就业人员参保',
  published: plainDate('2025-07-09'),
  url: 'https://www.beijing.gov.cn/fuwu/bmfw/bmzt/lhjyry/202507/t20250709_4145235.html',
};

export const SHANGHAI_REGULATION_TEXT: SourceDocument = {
  grade: 'official',
  issuer: '上海市人民代表大会常务委员会',
  title: '上海市医疗保障条例',
  published: plainDate('2024-12-31'),
  url: DATABASE_OF_LAWS,
};

export const SHANGHAI_RULES_2025: SourceDocument = {
  ...STORED_PAGE,
  issuer: '上海市医疗保障局',
  title: '上海市职工基本医疗保险办法实施细则',
  number: '沪医保规〔2025〕7号',
  published: plainDate('2025-08-29'),
  url: 'https://ybj.sh.gov.cn/gfxwj/20250905/6173c838284f43c3b4d8c8d4513364ed.html',
  until: plainDate('2030-09-09'),
};

export const SHANGHAI_BASES_2026: SourceDocument = {
  ...STORED_PAGE,
  issuer: '上海市人力资源和社会保障局',
  title: '单位职工缴纳城镇养老保险的基数是多少？',
  published: plainDate('2026-08-24'),
  url: 'https://rsj.sh.gov.cn/tdjjf_17554/20260824/t0035_1443297.html',
};

export const SHANGHAI_BASES_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '上海市人力资源和社会保障局',
  title: '2025年度社会保险缴费基数上下限',
  published: plainDate('2025-10-24'),
  url: 'https://rsj.sh.gov.cn/tdjjf_17554/20251024/t0035_1436357.html',
};

export const SHANGHAI_RATES_2025: SourceDocument = {
  ...STORED_PAGE,
  issuer: '上海市人力资源和社会保障局',
  title: '单位缴纳社会保险费的比例是多少？',
  published: plainDate('2025-01-20'),
  url: 'https://rsj.sh.gov.cn/tdjjf_17554/20250120/t0035_1430072.html',
};

export const SHANGHAI_FLEXIBLE_2024: SourceDocument = {
  ...STORED_PAGE,
  issuer: '上海市人力资源和社会保障局',
  title: '灵活就业人员按什么标准缴费？',
  published: plainDate('2024-03-07'),
  url: 'https://rsj.sh.gov.cn/tdjjf_17554/20200918/t0035_1393992.html',
};

export const SHANGHAI_FLEXIBLE_2023: SourceDocument = {
  ...EXCERPT,
  issuer: '上海市人力资源和社会保障局、上海市医疗保障局、国家税务总局上海市税务局',
  title: '关于灵活就业人员参加本市职工基本养老、职工基本医疗保险有关问题的通知',
  number: '沪人社规〔2023〕5号',
  url: 'https://www.shanghai.gov.cn/grshbxsjzc/20241112/dc9f6287c6d04c4badc4fe906981f986.html',
};

export const SHANGHAI_RETIREES_2026: SourceDocument = {
  ...STORED_PAGE,
  issuer: '上海市医疗保障局',
  title: '职工享受医保待遇的条件是什么？',
  published: plainDate('2026-06-29'),
  url: 'https://ybj.sh.gov.cn/cb_jbdyl/20260629/3318d1479e9146c6bbafdac988f5737d.html',
};

export const SHANGHAI_COLLECTION_2020: SourceDocument = {
  ...REPOST,
  issuer: '国家税务总局上海市税务局',
  title: '2020年11月起企业社会保险费征收的公告',
  url: 'http://winkprogress.com/message/detail1/7269.html',
};

export const SHANGHAI_RESIDENTS_2026: SourceDocument = {
  ...REPOST,
  issuer: '上海市医疗保障局',
  title: '2026年度城乡居民基本医疗保险参保缴费',
  url: 'https://www.maigoo.com/news/652372.html',
};

export const HR_VENDORS: SourceDocument = {
  grade: 'lead',
  issuer: '人力资源服务商',
  title: '截止日表（对客户的要求，不是官方规定）',
};

export const GUANGDONG_RETIREES_2022: SourceDocument = {
  ...STORED_PAGE,
  issuer: '广东省医疗保障局、广东省财政厅、国家税务总局广东省税务局',
  title: '广东省基本医疗保险关系省内转移接续暂行办法',
  number: '粤医保规〔2022〕6号',
  published: plainDate('2022-06-20'),
  url: 'https://hsa.gd.gov.cn/zwgk/zfxxgkml/bmwj/gfxwj/content/post_3953355.html',
  until: plainDate('2025-06-30'),
};

export const GUANGDONG_REFUNDS: SourceDocument = {
  ...REPOST,
  issuer: '国家税务总局广东省税务局',
  title: '社保费退费办事指南',
  published: plainDate('2021-01-04'),
  url: 'http://guangdong.chinatax.gov.cn/gdsw/dsfj_szsbywblzn/2021-01/04/content_c1663f8e53714d6a85cf4adbd72f7922.shtml',
};

export const GUANGZHOU_RATES_2022: SourceDocument = {
  ...EXCERPT,
  issuer: '广州市医疗保障局、广州市财政局、广州市人力资源和社会保障局',
  title: '关于广州市职工医疗保险和生育保险筹资标准的通知',
  number: '穗医保规字〔2022〕1号',
  url: 'https://www.gz.gov.cn/gfxwj/sbmgfxwj/gzsylbzj/content/post_8689834.html',
  until: plainDate('2026-12-31'),
};

export const GUANGZHOU_CUT_2024: SourceDocument = {
  ...EXCERPT,
  issuer: '广州市医疗保障局、广州市财政局、国家税务总局广州市税务局',
  title: '阶段性降低职工基本医疗保险缴费率的通知',
  published: plainDate('2024-02-29'),
  url: 'https://www.gz.gov.cn/zfjg/gzsylbzj/tzgg/content/mpost_9513512.html',
  until: plainDate('2025-12-31'),
};

export const SHENZHEN_MEASURES_2023: SourceDocument = {
  ...EXCERPT,
  issuer: '深圳市人民政府',
  title: '深圳市医疗保障办法',
  number: '深圳市人民政府令第358号',
  published: plainDate('2023-09-07'),
  url: 'https://www.sz.gov.cn/szsrmzfxxgk/zc/gz/content/post_10826936.html',
};

export const SHENZHEN_CUT_2023: SourceDocument = {
  ...EXCERPT,
  issuer: '深圳市人民政府办公厅',
  title: '深圳市降低制造业企业成本若干措施',
  number: '深府办规〔2023〕5号',
  published: plainDate('2023-12-05'),
  url: 'https://fgw.sz.gov.cn/gkmlpt/content/11/11026/post_11026621.html',
  until: plainDate('2026-12-31'),
};

export const SHENZHEN_NOTICE_2026: SourceDocument = {
  ...EXCERPT,
  issuer: '深圳市医疗保障局',
  title: '2026年医疗保险缴费基数和费率的温馨提示',
  published: plainDate('2025-12-29'),
  url: 'https://hsa.sz.gov.cn/fzlm/znts/cnyc/content/post_12568243.html',
};

export const ZHEJIANG_REGULATION_TEXT: SourceDocument = {
  grade: 'official',
  issuer: '浙江省人民代表大会常务委员会',
  title: '浙江省医疗保障条例',
  published: plainDate('2021-03-26'),
  url: DATABASE_OF_LAWS,
};

export const ZHEJIANG_BASES_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '国家税务总局浙江省税务局',
  title: '热点问答，引浙人社发〔2025〕52号《关于公布2025年社会保险有关基数的通知》',
  number: '浙人社发〔2025〕52号',
  published: plainDate('2025-12-11'),
  url: 'https://zhejiang.chinatax.gov.cn/art/2025/12/11/art_13314_645797.html',
};

export const ZHEJIANG_BASES_2024: SourceDocument = {
  ...EXCERPT,
  issuer: '国家税务总局浙江省税务局',
  title: '热点问答，引浙人社发〔2024〕61号',
  number: '浙人社发〔2024〕61号',
  published: plainDate('2024-12-20'),
  url: 'https://zhejiang.chinatax.gov.cn/art/2024/12/20/art_13314_629154.html',
};

export const HANGZHOU_RATES_2022: SourceDocument = {
  ...EXCERPT,
  issuer: '杭州市医疗保障局、杭州市财政局、国家税务总局杭州市税务局',
  title: '调整职工基本医疗保险（含生育保险）缴费费率的通知',
  number: '杭医保〔2022〕41号',
  published: plainDate('2022-11-02'),
  url: 'https://www.hangzhou.gov.cn/art/2022/11/9/art_1229063383_1827130.html',
};

export const JIANGSU_BASES_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '江苏省人力资源和社会保障厅、江苏省财政厅、江苏省医疗保障局、国家税务总局江苏省税务局',
  title: '2025年度社会保险缴费工资基数',
  published: plainDate('2025-09-18'),
  url: 'https://jshrss.jiangsu.gov.cn/art/2025/9/18/art_77277_11643402.html',
};

export const JIANGSU_COLLECTION_2023: SourceDocument = {
  ...REPOST,
  issuer: '国家税务总局江苏省税务局等五部门',
  title: '国家税务总局江苏省税务局等五部门公告2023年第2号',
};

export const NANJING_RATES_2023: SourceDocument = {
  ...EXCERPT,
  issuer: '南京市人民政府',
  title: '南京市降低职工基本医疗保险单位缴费率新闻发布会',
  published: plainDate('2023-04-11'),
  url: 'https://www.nanjing.gov.cn/hdjl/xwfbh/xwfbhjdgyjdzgjbylbxdwjfldtz/mtbd/202304/t20230411_3885287.html',
};

export const SUZHOU_PAGE_2024: SourceDocument = {
  grade: 'lead',
  issuer: '苏州本地网页',
  title: '职工医保待遇整理稿（2024-08）',
};

export const CHENGDU_BASES_2025: SourceDocument = {
  ...REPOST,
  issuer: '成都市医疗保障局等',
  title: '关于2025年度职工医疗保险缴费有关问题的通知',
  published: plainDate('2025-10-10'),
  url: 'https://www.maigoo.com/news/633982.html',
};

export const CHENGDU_FLEXIBLE_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '成都市人民政府（市医疗保障局问答）',
  title: '灵活就业人员参保缴费常见问答',
  number: '成医保办〔2025〕17号',
  published: plainDate('2025-04-16'),
  url: 'https://www.chengdu.gov.cn/cdsrmzf/c173847/2025-04/16/content_8376a035551644da985638be53716c19.shtml',
};

export const CHONGQING_BASES_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '重庆市人力资源和社会保障局、重庆市财政局、重庆市医疗保障局、国家税务总局重庆市税务局',
  title: '关于做好2025年度社会保险缴费基数上下限核定有关工作的通知',
  published: plainDate('2025-09-17'),
  url: 'https://rlsbj.cq.gov.cn/zwgk_182/zfxxgkml/zcwj_145360/jfxzgfxwj/202509/t20250919_15024385.html',
};

export const CHONGQING_FLEXIBLE_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '重庆市医疗保障局',
  title: '2025年以个人身份参加职工医保缴费标准的政策解读',
  number: '渝医保发〔2024〕47号',
  published: plainDate('2024-12-24'),
  url: 'https://ylbzj.cq.gov.cn/zwgk_535/zcjd/wzjd/202412/t20241224_14017314_wap.html',
};

export const WUHAN_BASES_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '武汉市东西湖区人民政府',
  title: '转发湖北省2025年度社会保险缴费基数标准（第1档，武汉市和省直）',
  published: plainDate('2025-09-26'),
  url: 'https://www.dxh.gov.cn/hdjl/rxgq_2020/202509/t20250926_2653101.shtml',
};

export const WUHAN_FLEXIBLE_2022: SourceDocument = {
  ...EXCERPT,
  issuer: '武汉市医疗保障局',
  title: '政策问答：灵活就业人员缴费',
  published: plainDate('2022-11-26'),
  url: 'https://www.wuhan.gov.cn/zwgk/xxgk/zcwd/202211/t20221126_2103298.shtml',
};

export const TIANJIN_BASES_2025: SourceDocument = {
  ...EXCERPT,
  issuer: '天津市人力资源和社会保障局、天津市医疗保障局、国家税务总局天津市税务局',
  title: '关于公布2024年度全市职工平均工资及2025年度工资福利待遇标准等有关问题的通知',
  published: plainDate('2025-09-18'),
  url: 'https://hrss.tj.gov.cn/zhengwugongkai/zhengcezhinan/zxwjnew/202509/t20250918_7136642.html',
};

export const TIANJIN_FLEXIBLE_2026: SourceDocument = {
  ...EXCERPT,
  issuer: '天津市医疗保障局、国家税务总局天津市税务局',
  title: '关于进一步明确灵活就业人员参加我市职工基本医疗保险有关问题的通知',
  published: plainDate('2026-03-09'),
  url: 'https://tianjin.chinatax.gov.cn/11200000000/0100/010003/20260309091326118.shtml',
};

export const TIANJIN_LARGE_SUM_2020: SourceDocument = {
  ...REPOST,
  issuer: '天津市医疗保障局',
  title: '职工大额医疗救助个人缴费标准',
  number: '津医保局发〔2020〕85号',
};

export const SHAANXI_COLLECTION: SourceDocument = {
  ...REPOST,
  issuer: '国家税务总局陕西省税务局',
  title: '社会保险费申报缴纳期限的答复',
};

export const XIAN_HEALTH_SITES: SourceDocument = {
  grade: 'lead',
  issuer: '健康和培训网站',
  title: '西安医保基数整理稿（2024、2025）',
};

export const SHANDONG_RETIREES_2021: SourceDocument = {
  ...REPOST,
  issuer: '山东省医疗保障局等',
  title: '山东省职工医保退休人员缴费年限的通知',
  number: '鲁医保发〔2021〕54号',
};

export const FUJIAN_RESIDENTS_2025: SourceDocument = {
  ...REPOST,
  issuer: '福建省人民政府办公厅',
  title: '健全基本医疗保险参保长效机制的实施意见',
  number: '闽政办〔2025〕3号',
};
