/** The style of every page: one column on a phone, a card on a larger window, light or dark as the user has it. */
export const style = `
:root{color-scheme:light dark;--back:#eef0f4;--card:#fff;--ink:#161a22;--soft:#525c6b;--line:#d5dae2;--edge:#767f8d;--accent:#1f4fbf;--on:#fff;--hover:#f2f5fb;--warn:#a8200d;--warnback:#fdecea;--badge:#fff0c2;--badgeink:#5a4200}
@media (prefers-color-scheme:dark){:root{--back:#0e1117;--card:#171b23;--ink:#e9ecf2;--soft:#a9b3c1;--line:#2d3441;--edge:#7f8998;--accent:#9dbaff;--on:#0d1424;--hover:#1e2430;--warn:#ffb4a8;--warnback:#3a1a17;--badge:#3b2f0c;--badgeink:#ffdf8c}}
*{box-sizing:border-box}
html{background:var(--back);-webkit-text-size-adjust:100%}
body{font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);margin:0;min-height:100vh;padding:1rem;display:flex;flex-direction:column;align-items:center;gap:1rem}
body::before,body::after{content:"";flex:1}
header,main{width:100%;max-width:26rem;overflow-wrap:anywhere}
header{display:flex;align-items:center;gap:.6rem;font-size:.875rem;color:var(--soft);padding:0 .25rem}
.name{color:var(--ink);font-weight:600}
.place{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.badge{flex:none;margin-inline-start:auto;background:var(--badge);color:var(--badgeink);border-radius:1rem;padding:.05rem .65rem;font-size:.8125rem;font-weight:600}
main{background:var(--card);border:1px solid var(--line);border-radius:.9rem;padding:1.5rem 1.25rem}
.wide header,.wide main{max-width:44rem}
h1{font-size:1.5rem;line-height:1.25;letter-spacing:-.01em;margin:0 0 .75rem}
p{margin:0 0 1rem}
.lead{font-size:1.0625rem;color:var(--ink)}
.soft,small{color:var(--soft)}
small{display:block;font-size:.875rem;font-weight:400;line-height:1.4}
a{color:var(--accent);text-underline-offset:.15em}
code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
label{display:block;font-weight:600;margin:1rem 0 .35rem}
input,button,textarea{font:inherit;color:inherit;width:100%;min-height:2.875rem;padding:.6rem .85rem;border-radius:.55rem;border:1px solid var(--edge);background:var(--card)}
textarea{min-height:6rem;resize:vertical;font:.875rem/1.5 ui-monospace,Menlo,Consolas,monospace}
.code{font:600 1.375rem/1.4 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.12em;text-align:center;text-transform:uppercase}
.big{display:block;text-align:center;font-size:1.5rem;font-weight:600;letter-spacing:.1em;padding:.75rem;margin:0 0 1rem;border:1px dashed var(--edge);border-radius:.55rem}
button{margin-top:.75rem;cursor:pointer;font-weight:600;text-align:center}
button:hover{background:var(--hover)}
button.first{background:var(--accent);border-color:var(--accent);color:var(--on);margin-top:1.25rem}
button.first:hover{background:color-mix(in srgb,var(--accent) 88%,var(--ink))}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.problem{background:var(--warnback);color:var(--warn);border-radius:.55rem;padding:.65rem .85rem;margin:0 0 1rem;font-weight:600}
ul{list-style:none;padding:0;margin:0 0 .5rem}
form+.people{margin-top:1rem}
.people{display:grid;gap:.6rem;align-items:start;margin:0}
.wide .people{grid-template-columns:repeat(auto-fill,minmax(min(100%,18rem),1fr))}
.people>div,.person{border:1px solid var(--line);border-radius:.7rem;overflow:hidden}
.person{display:flex;align-items:center;gap:.75rem;padding:.6rem .75rem;margin:0 0 1rem}
.people button{display:flex;align-items:center;gap:.75rem;margin:0;border:0;border-radius:.7rem;text-align:start;padding:.7rem .75rem}
.people button:focus-visible,summary:focus-visible{outline-offset:-3px}
.people span,.person span{min-width:0}
.people details{border-top:1px solid var(--line);margin:0}
.face{flex:none;display:grid;place-items:center;width:2.5rem;height:2.5rem;border-radius:50%;font-size:.9375rem;color:#fff;background:#3a5a9c}
.face::before{content:attr(data-initials)}
.hue1{background:#8a3f6a}.hue2{background:#2f6f5a}.hue3{background:#8a4b22}.hue4{background:#5b4aa0}.hue5{background:#2b6784}
details{margin:1rem 0 0}
summary{cursor:pointer;padding:.4rem .75rem;font-size:.875rem;color:var(--soft);border-radius:.7rem}
details dl,details table,details .inner{margin:0;padding:.25rem .75rem .75rem;font-size:.875rem}
dt{font-weight:600;margin-top:.75rem}dd{margin:0;color:var(--soft)}
details dt{margin-top:.35rem}
main>dl{margin:0 0 1rem}
.scopes{border-top:1px solid var(--line)}
.scopes li{border-bottom:1px solid var(--line);padding:.6rem 0}
.scopes label,.fixed{display:flex;gap:.75rem;margin:0;font-weight:400;cursor:pointer}
.scopes input[type=checkbox],.tick{flex:none;width:1.25rem;height:1.25rem;min-height:0;margin:.15rem 0 0;accent-color:var(--accent);text-align:center;line-height:1.25rem}
.words{font-weight:600}
.done{display:grid;place-items:center;width:3.25rem;height:3.25rem;border-radius:50%;background:var(--accent);color:var(--on);font-size:1.625rem;margin:0 0 1rem}
.off{background:var(--edge);color:var(--card)}
table{border-collapse:collapse;width:100%}
th,td{text-align:start;vertical-align:top;padding:.25rem .75rem .25rem 0;font-weight:400}
td{color:var(--soft)}
@media (min-width:40rem){main{padding:2rem}body{padding:1.5rem}}
@media (prefers-contrast:more){:root{--line:var(--edge)}}
`
