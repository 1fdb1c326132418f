/** Looks of the comparison. */
export const style = `
.compare-view { overflow-wrap: anywhere; }
.compare-view h2 { margin: 0 0 .5rem; font-size: 1.375rem; }
.compare-view h3 { margin: 0; font-size: 1rem; }
.compare-view p { margin: 0 0 .5rem; }
.compare-view summary { cursor: pointer; min-height: 1.5rem; padding: .25rem 0; }
.compare-view :is(a, summary):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.compare-view code { font-family: var(--mono); }
.mind { border-left: .375rem solid var(--warn); padding-left: .75rem; }
.tally { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 1rem 0; padding: 0; font-weight: 600; }
.kind { margin: 1.5rem 0; }
.kind-newlyBroken h3 { color: var(--fail); }
.changes { list-style: none; margin: 0; padding: 0; }
.changes > li { display: grid; grid-template-columns: 13rem 1fr; gap: .25rem 1rem; padding: .375rem 0; border-top: 1px solid var(--line); }
.changes dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .75rem; margin: .25rem 0 0; font-size: .875rem; }
.changes dt { color: var(--quiet); }
.changes dd { margin: 0; min-width: 0; white-space: pre-wrap; font-family: var(--mono); }
@media (max-width: 40rem) {
  .changes > li { grid-template-columns: 1fr; }
}
`
