/** The summary, with or without scripts. */
export const summary = `
.headline { border: 1px solid color-mix(in srgb, var(--tone) 30%, var(--line)); border-inline-start: 6px solid var(--tone); background: color-mix(in srgb, var(--tone) 6%, var(--paper)); border-radius: 0.6rem; padding: 1rem 1.25rem; margin-bottom: 1rem }
.headline h1 { margin: 0; display: flex; gap: 0.6rem; align-items: baseline }
.headline .icon { color: var(--tone); stroke-width: 2; transform: translateY(0.1em) }
.headline p + p { color: var(--quiet); font-size: 0.875rem }
.bar { display: flex; gap: 2px; height: 0.6rem; border-radius: 0.3rem; overflow: hidden; margin-bottom: 0.75rem }
.bar span { background: var(--tone); min-width: 4px; flex-basis: 0 }
.standings { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); gap: 0.6rem }
.standings li { display: flex }
.standings li > * { flex: 1; display: block; padding: 0.6rem 0.9rem; background: var(--paper); border: 1px solid var(--line); border-radius: 0.6rem; color: inherit; text-decoration: none }
.standings a:hover { border-color: var(--tone) }
.standings .count { color: var(--tone); font-size: 1.05rem; display: flex; gap: 0.45rem; align-items: baseline; font-weight: 600 }
.standings b { font-size: 1.35rem; font-variant-numeric: tabular-nums; line-height: 1.3 }
.standings .meaning { color: var(--quiet); font-size: 0.8125rem; line-height: 1.4; display: block }
.standings .none .count { color: var(--quiet) }
.standings .none > * { background: none }
@media (max-width: 32rem) { .standings .none { display: none } }
.standings .icon { align-self: center }
.cards { display: grid; gap: 0.75rem }
.card { background: var(--paper); border: 1px solid var(--line); border-inline-start: 4px solid var(--tone); border-radius: 0.6rem; padding: 0.8rem 1rem }
.card h3 { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: baseline }
.card h3 a { color: var(--ink); flex: 1 1 15rem }
.card .quiet { font-size: 0.875rem }
.sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: 0.5rem 1.5rem }
.sides dt { color: var(--quiet); font-size: 0.8125rem; font-weight: 600 }
.sides dd { font-family: var(--mono); font-size: 0.8125rem; white-space: pre-wrap }
.reasons { background: var(--paper); border: 1px solid var(--line); border-radius: 0.6rem }
details .reasons { margin-top: 0.5rem }
.reasons > li { padding: 0.65rem 1rem }
.reasons > li + li { border-top: 1px solid var(--line) }
.reasons > li > div { display: flex; flex-wrap: wrap; gap: 0.6rem; align-items: baseline }
.ids { font-size: 0.8125rem; line-height: 1.9 }
.ids a { margin-inline-end: 0.5rem }
th .title { display: block; font-weight: 400; font-size: 0.8125rem }
td.fail a, td.warn a { color: var(--tone); font-weight: 700 }
.targets { display: grid; gap: 0.6rem }
.targets > li, .summary .facts { background: var(--paper); border: 1px solid var(--line); border-radius: 0.6rem; padding: 0.7rem 1rem }
.targets .badges { display: flex; flex-wrap: wrap; gap: 0.3rem }
.targets .badges a { text-decoration: none; border-radius: 1rem }
#static table { background: var(--paper) }
#static h3 { margin-top: 1.2rem }
#static dd { white-space: pre-wrap }
`
