/** The frame of every HTML page: nothing is loaded and nothing runs, which the page's own policy enforces. */
import { createHash } from 'node:crypto';
import { Html, html } from './html-text.ts';

const STYLE = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--text:#1c2128;--quiet:#57606a;--line:#d5dae1;--code:#eef1f5;--link:#0a58ca;--error:#c62828;--warning:#8a5800;--ok:#1a7f37;--unknown:#6e5494;--info:#0a58ca}
@media (prefers-color-scheme:dark){:root{--bg:#0f1318;--card:#181d24;--text:#e4e8ee;--quiet:#9aa5b1;--line:#303844;--code:#0f141b;--link:#79b8ff;--error:#ff7b72;--warning:#e3b341;--ok:#56d364;--unknown:#c9a6ff;--info:#79b8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:54rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem;line-height:1.25;margin:.2rem 0 .5rem}
h2{font-size:1.1rem;margin:1.8rem 0 .6rem}
h3{font-size:1.05rem;line-height:1.35;margin:.1rem 0 .4rem}
p{margin:.4rem 0}
a{color:var(--link)}
.card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.9rem 1rem;margin:.8rem 0}
.edge{border-left:.35rem solid var(--tone)}
.ok,.pass{--tone:var(--ok)}.warning,.warn{--tone:var(--warning)}.broken,.error,.fail{--tone:var(--error)}.unknown{--tone:var(--unknown)}.info{--tone:var(--info)}.skip{--tone:var(--quiet)}
.badge{display:inline-block;color:var(--tone);border:1px solid var(--tone);border-radius:1rem;padding:0 .6rem;font-size:.8rem;font-weight:600;white-space:nowrap}
.quiet{color:var(--quiet);font-size:.9rem}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875rem}
pre{background:var(--code);border:1px solid var(--line);border-radius:.4rem;padding:.6rem .7rem;margin:.3rem 0 .7rem;white-space:pre-wrap;tab-size:4}
ol.fixes{padding-left:1.3rem;margin:.7rem 0}
dl{display:grid;grid-template-columns:minmax(5.5rem,auto) 1fr;gap:.15rem .9rem;margin:0}
dt{color:var(--quiet)}dd{margin:0}
details{margin-top:.6rem}.card>details:first-child{margin:0}
summary{cursor:pointer;font-weight:600}
ul.rows{list-style:none;margin:.5rem 0 0;padding:0}
ul.rows>li{border-top:1px solid var(--line);padding:.5rem 0;display:grid;grid-template-columns:5.2rem 1fr;gap:.1rem .8rem}
ul.rows>li>*{grid-column:2}ul.rows>li>.badge{grid-column:1;grid-row:1;justify-self:start;align-self:start}
table{border-collapse:collapse;width:100%;font-size:.92rem}
th,td{text-align:left;padding:.3rem .6rem .3rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.number,th.number{text-align:right}
.scroll{overflow-x:auto}
footer{margin:2rem 0 1rem}
@media (max-width:30rem){main{padding:.6rem}ul.rows>li{grid-template-columns:1fr}ul.rows>li>*{grid-column:1}ul.rows>li>.badge{grid-row:auto}dl{grid-template-columns:1fr}dt{margin-top:.4rem;font-size:.85rem}}
@media print{body{background:#fff}.card{break-inside:avoid}}
`.trim();

/** The policy names the one style sheet by its hash: whatever else a page might come to hold does nothing. */
const policy = (): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`;

export function page(title: string, body: Html): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy())}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`.text;
}
