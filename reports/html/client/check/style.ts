/** Looks of the view of one check, and of what the other views share with it. */
export const style = `
.check-view { overflow-wrap: anywhere; }
.check-view h2 { margin: 0 0 .25rem; font-size: 1.375rem; line-height: 1.3; }
.check-view h3 { margin: 0 0 .375rem; font-size: 1rem; }
.check-view h4 { margin: 0 0 .25rem; font-size: .875rem; color: var(--quiet); }
.check-view p { margin: 0 0 .5rem; }
.check-view > section, .check-view > figure { margin: 1.5rem 0; }
.check-view pre { margin: 0; padding: .5rem .625rem; max-height: 30rem; overflow: auto; border: 1px solid var(--line); border-radius: 4px; font: .8125rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
.check-view code { font-family: var(--mono); }
.check-view summary { cursor: pointer; padding: .25rem 0; min-height: 1.5rem; }
.check-view button { font: inherit; font-size: .875rem; min-height: 2rem; padding: 0 .75rem; border: 1px solid var(--quiet); border-radius: 4px; background: var(--paper); color: var(--ink); cursor: pointer; }
.check-view :is(pre, a, summary, button):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.check-view dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
.check-view dt { color: var(--quiet); }
.check-view dd { margin: 0; min-width: 0; white-space: pre-wrap; }
.check-view img { max-width: 100%; border: 1px solid var(--line); }
.check-view figure { margin-inline: 0; }
.check-view dd p { margin: 0; }
.check-view .where { margin: 0; }

.outcome { border: 1px solid var(--line); border-left: .375rem solid var(--skip); border-radius: 4px; padding: .75rem 1rem; }
.outcome-pass { border-left-color: var(--pass); }
.outcome-fail { border-left-color: var(--fail); }
.outcome-warn { border-left-color: var(--warn); }
.outcome-note { border-left-color: var(--note); }
.outcome-blocked { border-left-color: var(--blocked); }
.outcome-error { border-left-color: var(--error); }
.outcome-known { border-left-color: var(--known); }
.because { font-size: 1.0625rem; }
.law { margin-right: .75rem; }
.compared { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .75rem; margin: .75rem 0; }
.side { border-top: 3px solid var(--pass); padding-top: .375rem; min-width: 0; }
.side-actual { border-top-color: var(--fail); }
.side p { margin: 0; font: .9375rem/1.5 var(--mono); white-space: pre-wrap; }
.side mark { background: none; color: inherit; font-weight: 700; text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 3px; }
.copyable { display: grid; grid-template-columns: 1fr auto; gap: .5rem; align-items: start; }
.copy { display: grid; gap: .25rem; max-width: 9rem; font-size: .8125rem; }

.steps ol { list-style: none; margin: 0; padding: 0; }
.step { border-top: 1px solid var(--line); padding: .25rem 0; }
.judged > summary { font-weight: inherit; }
.here { margin-left: .5rem; padding: 0 .375rem; border: 1px solid var(--accent); border-radius: 4px; color: var(--accent); font-size: .8125rem; }
.step > summary > .quiet { margin-left: .5rem; font-size: .875rem; }
.step-text { display: block; padding-left: 1.25rem; }
.exchange { margin: .25rem 0 .25rem 1.25rem; padding-left: .75rem; border-left: 2px solid var(--line); }
.exchange > summary { font-size: .875rem; }
.exchange .line { font-family: var(--mono); }
.exchange > summary .line { display: inline-block; max-width: min(100% - 1.5rem, 60rem); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
.exchange .answer { margin: 0 .75rem; font-weight: 600; }
.messages { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; margin-bottom: .5rem; }
.message { min-width: 0; }
.first-line { font: .875rem/1.5 var(--mono); }
.failure { color: var(--fail); font-weight: 600; }
.part { margin: .5rem 0 .25rem; font-size: .8125rem; color: var(--quiet); }
.pairs { width: 100%; border-collapse: collapse; margin: .375rem 0; font: .8125rem/1.5 var(--mono); }
.pairs caption { text-align: left; font-family: system-ui, sans-serif; color: var(--quiet); }
.pairs th, .pairs td { text-align: left; vertical-align: top; padding: .125rem .5rem .125rem 0; border-top: 1px solid var(--line); }
.pairs th { width: 35%; max-width: 12rem; font-weight: 400; color: var(--quiet); }
.pairs td { white-space: pre-wrap; }
.json { font: .8125rem/1.5 var(--mono); }
.json ul { list-style: none; margin: 0; padding-left: 1rem; border-left: 1px solid var(--line); }
.json-key { color: var(--quiet); }
.check-view .json > summary { padding: 0; }
.jwt { margin: .5rem 0; padding: .375rem .625rem; border: 1px dashed var(--quiet); border-radius: 4px; }
.neighbours { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .5rem 1rem; border-top: 1px solid var(--line); padding-top: .75rem; }
.neighbours a { min-height: 1.5rem; }
@media (max-width: 40rem) {
  .check-view dl { grid-template-columns: 1fr; gap: 0; }
  .check-view dd { margin-bottom: .375rem; }
  .exchange { margin-left: 0; padding-left: .5rem; }
  .copyable { grid-template-columns: 1fr; }
  .copy { display: flex; max-width: none; align-items: center; }
  .pairs :is(tr, th, td) { display: block; width: auto; max-width: none; }
  .pairs td { border-top: 0; padding-bottom: .25rem; }
}
@media print {
  .check-view pre { max-height: none; }
  .check-view button { display: none; }
}
`
