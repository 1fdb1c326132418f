/** Text, links, tables and controls wherever they stand. */
export const base = `
* { box-sizing: border-box }
[hidden] { display: none !important }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--ground); color: var(--ink); font: 0.9375rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere }
h1 { font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.01em; margin: 0 0 0.5rem; text-wrap: balance }
h2 { font-size: 1.15rem; line-height: 1.35; margin: 2rem 0 0.6rem }
h3 { font-size: 1rem; line-height: 1.4; margin: 0 }
h1:focus, main:focus { outline: none }
p { margin: 0.3rem 0 }
ul { margin: 0; padding: 0; list-style: none }
dl { margin: 0.5rem 0 0 }
dd { margin: 0 }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px }
a:hover { text-decoration-thickness: 2px }
code, kbd, pre { font-family: var(--mono); font-size: 0.875em }
kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 0.25rem; padding: 0 0.35rem; background: var(--paper); color: var(--ink) }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 0.25rem }
.quiet { color: var(--quiet) }
.hearable { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.icon { width: 1em; height: 1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; vertical-align: -0.125em }
.sign { color: var(--tone) }
.badge { display: inline-flex; align-items: center; gap: 0.35rem; padding: 0.05rem 0.55rem 0.05rem 0.45rem; border-radius: 1rem; font-size: 0.8125rem; font-weight: 600; line-height: 1.5; white-space: nowrap; color: var(--tone); background: color-mix(in srgb, var(--tone) 11%, var(--paper)); border: 1px solid color-mix(in srgb, var(--tone) 28%, var(--paper)) }
summary { cursor: pointer; min-height: 1.75rem }
.summary summary, .searching summary { width: fit-content; max-width: 100% }
button, input { font: inherit; color: inherit }
button { cursor: pointer; background: var(--paper); border: 1px solid var(--line); border-radius: 0.45rem; padding: 0.25rem 0.7rem; min-height: 2rem }
button:hover { border-color: var(--accent) }
input[type='search'] { width: 100%; min-height: 2.75rem; padding: 0.4rem 0.8rem; background: var(--paper); border: 1px solid var(--quiet); border-radius: 0.5rem; font-family: var(--mono); font-size: 1rem }
input::placeholder { color: var(--quiet); opacity: 1 }
table { border-collapse: collapse }
.scrolling table, #static table { width: 100% }
caption { text-align: start; font-weight: 600; padding: 0.3rem 0 }
th, td { text-align: start; vertical-align: top; padding: 0.45rem 0.75rem; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums }
tbody tr:last-child > * { border-bottom: 0 }
th { font-weight: 600 }
thead th { color: var(--quiet); font-size: 0.8125rem }
.scrolling td, .scrolling thead th { white-space: nowrap; overflow-wrap: normal }
.scrolling tbody th { min-width: 11rem }
.scrolling { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.6rem; background: var(--paper) }
.facts > div { display: grid; grid-template-columns: min(11rem, 36%) minmax(0, 1fr); gap: 0.25rem 1rem; padding: 0.25rem 0 }
.facts dt { color: var(--quiet) }
dialog { background: var(--paper); color: var(--ink); border: 1px solid var(--line); border-radius: 0.75rem; padding: 1.25rem 1.5rem; max-width: min(26rem, calc(100vw - 2rem)); box-shadow: 0 1rem 3rem rgb(0 0 0 / 0.25) }
dialog::backdrop { background: rgb(0 0 0 / 0.4) }
dialog h2 { margin: 0 0 0.5rem }
dialog .facts > div { grid-template-columns: 5rem minmax(0, 1fr) }
dialog button { margin-top: 0.75rem }
`
