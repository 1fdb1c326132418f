/** What surrounds the views. */
export const shell = `
.skip-link { position: absolute; inset-inline-start: 1rem; top: -4rem; z-index: 2; background: var(--ink); color: var(--paper); padding: 0.4rem 0.9rem; border-radius: 0 0 0.5rem 0.5rem }
.skip-link:focus { top: 0 }
.top { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; padding: 0.8rem max(1rem, calc((100% - 74rem) / 2)) 0; background: var(--paper); border-bottom: 1px solid var(--line) }
.brand { font-weight: 700; font-size: 1.05rem; letter-spacing: -0.01em; color: var(--ink); text-decoration: none }
.subject { color: var(--quiet); font-size: 0.875rem; min-width: 0 }
.top nav { flex-basis: 100%; margin-top: 0.2rem; overflow-x: auto }
.top nav ul { display: flex; gap: 0.25rem }
.top nav a { display: block; padding: 0.5rem 0.8rem; color: var(--quiet); font-weight: 600; text-decoration: none; border-bottom: 3px solid transparent; white-space: nowrap }
.top nav li:first-child a { margin-inline-start: -0.8rem }
.top nav a:hover { color: var(--ink) }
.top nav a[aria-current] { color: var(--accent); border-color: var(--accent) }
.top nav a:focus-visible { outline-offset: -3px }
main { display: block; max-width: 76rem; margin: 0 auto; padding: 1.75rem 1rem 2rem }
footer { max-width: 76rem; margin: 0 auto; padding: 1rem; color: var(--quiet); font-size: 0.8125rem; border-top: 1px solid var(--line) }
.outcome { background: var(--paper) }
.matrix-view .scroll { width: fit-content; max-width: 100% }
.crumbs { font-size: 0.875rem; margin: 0 0 0.6rem; color: var(--quiet) }
.remark { margin: 0; padding: 0.7rem 1rem; background: var(--shade); border-bottom: 1px solid var(--line) }
@media (max-width: 30rem) { .top nav ul { gap: 0 } .top nav a { padding-inline: 0.45rem; font-size: 0.875rem } .top nav li:first-child a { margin-inline-start: -0.45rem } main { padding-top: 1.25rem } h1 { font-size: 1.35rem } }
`
