/** Checks and laws. Areas out of sight are not laid out, so that thousands of rows cost little. */
export const lists = `
.choices { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.7rem 0 }
.choices button, .choices a { display: inline-flex; align-items: center; gap: 0.35rem; min-height: 2rem; padding: 0.15rem 0.8rem; border: 1px solid var(--line); border-radius: 1rem; background: var(--paper); color: var(--tone, var(--ink)); font-weight: 600; font-size: 0.875rem; text-decoration: none }
.choices button:hover, .choices a:hover { border-color: currentColor }
.choices [aria-pressed='true'], .choices [aria-current='true'] { border-color: currentColor; background: color-mix(in srgb, currentColor 12%, var(--paper)); box-shadow: inset 0 0 0 1px currentColor }
.choices .quiet { font-weight: 400 }
.searching { display: block }
.searching label { font-weight: 600; display: block; margin-bottom: 0.25rem }
.examples { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)); gap: 0.4rem 1rem; margin: 0.4rem 0 }
.examples li { display: flex; flex-wrap: wrap; gap: 0.2rem 0.6rem; align-items: center; color: var(--quiet); font-size: 0.875rem }
.examples button { color: var(--accent) }
.found { margin: 0.9rem 0 0; color: var(--quiet) }
.family, .document { content-visibility: auto; contain-intrinsic-size: auto 40rem }
.family h2 { margin: 1.25rem 0 0.5rem }
.family h2 .quiet, .document h2 .quiet { font-weight: 400; font-size: 0.9375rem }
.rows, .sections { background: var(--paper); border: 1px solid var(--line); border-radius: 0.6rem; overflow: hidden }
.rows > li + li { border-top: 1px solid var(--line) }
.row { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr) minmax(0, 24rem); gap: 0.1rem 0.9rem; align-items: baseline; padding: 0.5rem 0.9rem; color: inherit; text-decoration: none }
.row:hover { background: var(--shade) }
.row:hover .title { text-decoration: underline }
.row:focus-visible { outline-offset: -2px; background: var(--shade) }
.row .badge { justify-self: start; white-space: normal }
.row .title { font-weight: 500 }
.row.pass .title, .row.skip .title { font-weight: 400 }
.row .about { font-size: 0.8125rem }
.row .why { grid-column: 2 / -1; font-size: 0.8125rem; font-family: var(--mono); color: var(--tone) }
.row.skip .why { font-family: inherit }
.nothing, .unknown { padding: 2rem 0 }
.document h2 { margin-bottom: 0 }
.sections { margin-top: 0.5rem }
.sections > li { padding: 0.6rem 0.9rem; display: grid; grid-template-columns: minmax(0, 20rem) minmax(0, 1fr); gap: 0.2rem 1.25rem }
.sections > li + li { border-top: 1px solid var(--line) }
.sections h3 { font-size: 0.9375rem; font-weight: 500 }
.sections p { margin: 0 }
.sections .uncovered { background: repeating-linear-gradient(135deg, transparent 0 7px, color-mix(in srgb, var(--shade) 55%, transparent) 7px 14px) }
.lines { display: grid; gap: 0.3rem }
.lines li { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 0.6rem; align-items: baseline }
.lines .badges { display: flex; flex-wrap: wrap; gap: 0.25rem; min-width: 6rem }
.lines a { color: var(--ink); text-decoration-color: var(--line) }
.lines code { grid-column: 2; font-size: 0.8125rem }
@media (max-width: 48rem) {
  .row { grid-template-columns: minmax(0, 1fr) }
  .row .why { grid-column: 1 }
  .sections > li { grid-template-columns: minmax(0, 1fr) }
  .lines li { grid-template-columns: minmax(0, 1fr); gap: 0.15rem }
  .lines code { grid-column: 1 }
}
`
