import { createHash } from 'node:crypto';

/** The stylesheet and the script. Their paths contain a hash of the content. */

const STYLE = `
:root{color-scheme:light dark;--bg:#f5f6f8;--card:#fff;--text:#1b232e;--muted:#545f6c;--line:#d5dae1;--edge:#767f8a;--link:#0b56a4;--on:#fff;--soft:#e9f0f8;--overdue:#a8201a;--today:#7a4300;--soon:#1a568f;--later:#4a5460;--good:#e6f3ea;--bad:#fbe9e7}
@media(prefers-color-scheme:dark){:root{--bg:#12161b;--card:#1b2129;--text:#e8ebef;--muted:#aab4bf;--line:#36404b;--edge:#7f8b98;--link:#86bdff;--on:#0a1826;--soft:#22303f;--overdue:#ff9d94;--today:#ffc37d;--soon:#97caff;--later:#bcc5cf;--good:#1d3325;--bad:#3d2322}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .5rem}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}h3{font-size:1rem;margin:.75rem 0 .25rem}
.bar,main,.foot{max-width:68rem;margin:0 auto;padding:.5rem 1rem}
.top{background:var(--card);border-bottom:1px solid var(--line)}
.bar{display:flex;flex-wrap:wrap;gap:0 1rem;align-items:center}
.bar a{display:inline-flex;align-items:center;min-height:44px;text-decoration:none}.bar a[aria-current]{font-weight:600;text-decoration:underline}
.brand{font-weight:700;margin-right:auto}
.foot{color:var(--muted);font-size:.9rem;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center}
.card,.notice,.errors{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;margin:0 0 1rem}
.notice{background:var(--good)}.errors{background:var(--bad);border-color:var(--overdue)}.errors h2,.card>h2:first-child{margin-top:0}
.muted{color:var(--muted)}.small{font-size:.9rem}.void{text-decoration:line-through}
.tag{font-weight:600;white-space:nowrap}.overdue{color:var(--overdue)}.today{color:var(--today)}.soon{color:var(--soon)}.later{color:var(--later)}
.figures{display:flex;flex-wrap:wrap;gap:.75rem 2rem;margin:0 0 1rem;padding:0}.figures div{min-width:8rem}.figures dt{color:var(--muted);font-size:.9rem}.figures dd{margin:0;font-size:1.25rem;font-weight:600}
.tabs{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0 0 .5rem;padding:0;list-style:none;border-bottom:1px solid var(--line)}
.tabs a{display:inline-flex;align-items:center;min-height:44px;text-decoration:none;border-bottom:3px solid transparent}.tabs a[aria-current]{border-color:var(--link);font-weight:600}
label{display:block;font-weight:600}
input,select,textarea,button{font:inherit;color:inherit}
input:not([type=checkbox]):not([type=radio]),select,textarea{width:100%;max-width:26rem;min-height:44px;padding:.4rem .6rem;background:var(--card);border:1px solid var(--edge);border-radius:6px;display:block}
input[type=checkbox],input[type=radio]{width:22px;height:22px;margin:0 .6rem 0 0;flex:none;accent-color:var(--link)}
fieldset{border:0;margin:0;padding:0;min-width:0}legend{font-weight:600;padding:0}
.field{margin:0 0 1rem}.pick{display:flex;align-items:center;min-height:44px;font-weight:400}
.bad input,.bad select,.bad textarea{border-color:var(--overdue)!important;border-width:2px!important}.why{color:var(--overdue);font-weight:600;margin:.1rem 0}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-height:44px;padding:.4rem 1.1rem;border:1px solid var(--link);border-radius:6px;background:var(--link);color:var(--on);font-weight:600;cursor:pointer;text-decoration:none}
button.plain{background:transparent;color:var(--link)}
:focus-visible{outline:3px solid var(--today);outline-offset:2px}
details{background:var(--card);border:1px solid var(--line);border-radius:8px;margin:0 0 .75rem;padding:0 1rem}
summary{min-height:44px;padding:.6rem 0;cursor:pointer;font-weight:600}
details[open]{padding-bottom:1rem}
dl.rows{margin:0}dl.rows dt{color:var(--muted);font-size:.9rem}dl.rows dd{margin:0 0 .6rem}
table{width:100%;border-collapse:collapse;background:var(--card)}
th,td{text-align:left;vertical-align:top;padding:.6rem .5rem;border-bottom:1px solid var(--line)}thead th{color:var(--muted);font-size:.9rem}
th[scope=row]{font-weight:600}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end}.filters>div{flex:1 1 9rem;max-width:16rem}
.row{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center}
ol.time,ul.plain{list-style:none;margin:0;padding:0}.card ul.plain li{margin:0 0 .35rem}ol.time li{border-left:3px solid var(--line);padding:0 0 .75rem .75rem}
.skip{position:absolute;left:-999px}.skip:focus{left:1rem;background:var(--card);padding:.5rem}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media(max-width:45rem){table.cases thead{display:none}table.cases tr{display:grid;grid-template-columns:2.4rem 1fr;border-bottom:1px solid var(--line);padding:.4rem 0}table.cases th,table.cases td{border:0;padding:.1rem .5rem;grid-column:2}table.cases td.tick{grid-column:1;grid-row:1/6;padding-left:.75rem}table.cases td:empty{display:none}}
@media(min-width:60rem){.two{display:grid;grid-template-columns:minmax(0,5fr) minmax(0,4fr);gap:1.5rem;align-items:start}}
a.tap{display:inline-flex;align-items:center;min-height:44px}
.scroll{overflow-x:auto;margin:0 0 1rem}.scroll table{width:max-content;min-width:100%}.scroll td,.scroll th{white-space:nowrap}
.chart{margin:0 0 1rem}.chart>svg{display:block;width:100%;max-width:40rem;height:auto;font-size:11px;fill:var(--muted)}.chart .mid{text-anchor:middle}.chart .rule{stroke:var(--line)}
.bar-a{fill:var(--link)}.bar-b{fill:var(--today)}.key{margin-right:1rem}.key svg{width:10px;height:10px;margin-right:.35rem}
@media print{:root{color-scheme:light;--bg:#fff;--card:#fff;--text:#000;--muted:#333;--line:#999;--link:#000}body{font-size:10.5pt}.top,.foot,.skip,.noprint,form,details:not([open]){display:none}main,.card{padding:0;border:0;max-width:none}a{text-decoration:none}h2,h3{break-after:avoid}li,dd{break-inside:avoid}}
`.trim();

/**
 * Optional script: prevents double submission, ticks all rows, copies text, and warns early about files that are too
 * large.
 */
const SCRIPT = `
(()=>{const d=document;
d.addEventListener('submit',e=>{const f=e.target;if(e.defaultPrevented||e.submitter?.hasAttribute('formaction'))return;if(f.dataset.sent){e.preventDefault();return}f.dataset.sent='1'});
addEventListener('pageshow',()=>{for(const f of d.forms)delete f.dataset.sent});
for(const b of d.querySelectorAll('[data-all]')){b.hidden=false;b.addEventListener('click',()=>{const all=[...d.querySelectorAll('input[name="'+b.dataset.all+'"]')];const on=all.some(x=>!x.checked);for(const x of all)x.checked=on})}
for(const b of d.querySelectorAll('[data-copy]')){if(!navigator.clipboard)continue;b.hidden=false;b.addEventListener('click',()=>navigator.clipboard.writeText(b.dataset.copy).then(()=>{b.textContent=b.dataset.done}))}
for(const i of d.querySelectorAll('[data-other]'))i.addEventListener('input',()=>{const r=d.getElementById(i.dataset.other);if(r&&i.value)r.checked=true});
for(const i of d.querySelectorAll('[data-most]'))i.addEventListener('change',()=>{const f=i.files[0];i.setCustomValidity(f&&f.size>+i.dataset.most?i.dataset.large:'');i.reportValidity()});
const w=d.body.dataset.reload;if(w)setTimeout(()=>location.reload(),w*1000);
for(const b of d.querySelectorAll('[data-print]')){b.hidden=false;b.addEventListener('click',()=>print())}
const s=d.querySelector('[data-focus]');if(s)s.focus();
})();
`.trim();

export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

function asset(name: string, ending: 'css' | 'js', type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${ending}`, type, body };
}

export const STYLESHEET = asset('portal', 'css', 'text/css; charset=utf-8', STYLE);
export const PORTAL_SCRIPT = asset('portal', 'js', 'text/javascript; charset=utf-8', SCRIPT);
export const ASSETS: readonly Asset[] = [STYLESHEET, PORTAL_SCRIPT];
