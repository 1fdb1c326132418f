/** The look of the inspector, light and dark. */
export const style = `
:root{color-scheme:light dark;--ground:#f6f7f9;--paper:#fff;--ink:#161a22;--soft:#545c6b;--line:#d5d9e0;--accent:#1f4fbf;--good:#0f6b3c;--good-ground:#dcf3e5;--bad:#a3211b;--bad-ground:#fde4e1;--chosen:#e8eefc}
@media (prefers-color-scheme:dark){:root{--ground:#0f1218;--paper:#171b23;--ink:#e8ebf0;--soft:#a3acba;--line:#313845;--accent:#9bb8ff;--good:#8be0b0;--good-ground:#12351f;--bad:#ffaca4;--bad-ground:#431a17;--chosen:#202a40}}
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:var(--ground);color:var(--ink);font:.9375rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header{background:var(--paper);border-bottom:1px solid var(--line);padding:.75rem 1rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1rem;align-items:center}
h1{font-size:1.05rem;margin:0}
h2{font-size:1.15rem;margin:0}
h3{font-size:1rem;margin:1.25rem 0 .4rem}
h4{font-size:.8125rem;font-weight:600;color:var(--soft);margin:.6rem 0 .2rem}
#issuer{flex:1 1 12rem;color:var(--soft);font-size:.8125rem}
#tenants{display:flex;gap:.5rem;align-items:center}
label{font-weight:600}
nav{flex-basis:100%;overflow-x:auto}
nav ul{display:flex;gap:.25rem;margin:.25rem 0 0;padding:0;list-style:none}
nav a{display:block;padding:.5rem .75rem;color:var(--soft);text-decoration:none;white-space:nowrap;border-bottom:3px solid transparent;font-weight:600}
nav a[aria-current]{color:var(--accent);border-color:var(--accent)}
main{max-width:82rem;margin:0 auto;padding:1rem}
.heading{display:flex;gap:.75rem;align-items:baseline;margin-bottom:.75rem;min-height:1.8rem}
#count,.quiet{color:var(--soft)}
.tools{display:flex;flex-wrap:wrap;gap:.5rem .75rem;align-items:end;margin-bottom:.75rem}
.field{display:flex;flex-direction:column;gap:.15rem;flex:1 1 14rem;max-width:26rem}
.field label{font-size:.8125rem;color:var(--soft)}
.tick{display:flex;gap:.4rem;align-items:center;min-height:2.4rem}
input,select,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);border-radius:.4rem;padding:.4rem .7rem;min-height:2.4rem}
input[type=checkbox]{min-height:0;width:1.15rem;height:1.15rem;flex:none;accent-color:var(--accent)}
button{cursor:pointer;font-weight:600}
button:hover{border-color:var(--accent);color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.detail:focus{outline:none}
.rows{list-style:none;margin:0;padding:0;background:var(--paper);border:1px solid var(--line);border-radius:.5rem;overflow:hidden}
.rows:empty{display:none}
.rows li+li{border-top:1px solid var(--line)}
.row{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.15rem .75rem;width:100%;border:0;border-radius:0;background:none;text-align:start;padding:.55rem .8rem;font-weight:400}
.row:hover{background:var(--chosen);color:inherit}
.row[aria-current]{background:var(--chosen);box-shadow:inset 4px 0 var(--accent)}
.row:focus-visible{outline-offset:-3px}
.row time{color:var(--soft);font-variant-numeric:tabular-nums;grid-row:1;grid-column:2}
.row .what{grid-row:1;grid-column:1}
.pill{justify-self:start;border-radius:1rem;padding:0 .6rem;font-size:.8125rem;font-weight:600;grid-column:1/-1}
.good{background:var(--good-ground);color:var(--good)}
.bad{background:var(--bad-ground);color:var(--bad)}
.why{grid-column:1/-1;color:var(--soft);font-size:.875rem;display:block}
.switch{display:flex;gap:.75rem;padding:.6rem .8rem;align-items:start}
.switch input{margin-top:.2rem}
.detail{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:1rem;min-width:0}
.reason{border-inline-start:4px solid var(--bad);background:var(--bad-ground);color:var(--bad);padding:.5rem .8rem;margin:.75rem 0;border-radius:.2rem}
.reason p{margin:0;white-space:pre-wrap;color:var(--ink)}
dl{margin:.5rem 0}
dl>div{display:grid;grid-template-columns:min(11rem,38%) minmax(0,1fr);gap:.75rem;padding:.2rem 0}
dt{color:var(--soft)}
dd{margin:0;white-space:pre-wrap;font-family:ui-monospace,monospace;font-size:.8125rem;line-height:1.6}
pre{margin:0;padding:.6rem .8rem;background:var(--ground);border:1px solid var(--line);border-radius:.4rem;white-space:pre-wrap;font:.8125rem/1.5 ui-monospace,monospace}
.cards{list-style:none;margin:.5rem 0 1.5rem;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(22rem,100%),1fr));gap:.75rem;align-items:start}
.card{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;display:flex;flex-direction:column}
.card h3{margin:0}
.card .tools{margin:auto 0 0}
.big{font-size:clamp(1.3rem,5vw,1.75rem);margin:0;font-variant-numeric:tabular-nums}
#status{position:fixed;inset-inline:0;bottom:0;margin:0 auto;width:fit-content;max-width:calc(100% - 2rem);background:var(--ink);color:var(--ground);padding:.4rem 1rem;border-radius:.5rem .5rem 0 0}
#status:empty{display:none}
@media (min-width:60rem){.split{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1rem;align-items:start}.back{display:none}.detail{position:sticky;top:1rem;max-height:calc(100vh - 2rem);overflow:auto}}
@media (max-width:26rem){nav a{padding:.5rem .4rem}nav ul{gap:0}}
@media (max-width:59.99rem){.split .detail{display:none}.split.open .detail{display:block}.split.open .list{display:none}}
`
