/** Looks of the matrix. */
export const style = `
.matrix-view h2 { margin: 0 0 .5rem; font-size: 1.375rem; }
.wishes { display: flex; flex-wrap: wrap; gap: .5rem; margin-bottom: .5rem; }
.wishes a { padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 4px; text-decoration: none; color: var(--ink); }
.wishes a[aria-current] { border-color: var(--accent); box-shadow: inset 0 -2px var(--accent); }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: 0 0 .5rem; color: var(--quiet); font-size: .875rem; }
.matrix-view .scroll { position: relative; overflow: auto; width: fit-content; max-width: 100%; max-height: 85vh; border: 1px solid var(--line); border-radius: 4px; }
.matrix-view .scroll:focus-visible, .matrix-view a:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.matrix-view table { border-collapse: separate; border-spacing: 0; font-size: .875rem; }
.matrix-view caption, .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.matrix-view th, .matrix-view td { border-bottom: 1px solid var(--line); padding: 0; text-align: center; background: var(--paper); }
.matrix-view th { padding: .125rem .375rem; text-align: left; font-weight: 400; }
.matrix-view thead th { position: sticky; top: 0; z-index: 2; vertical-align: bottom; border-bottom: 2px solid var(--quiet); }
.matrix-view thead th:first-child { left: 0; z-index: 3; font-weight: 600; }
.matrix-view tbody th { position: sticky; left: 0; z-index: 1; max-width: 26rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-family: var(--mono); font-size: .8125rem; border-right: 1px solid var(--line); }
.matrix-view tbody th.area { padding-top: .5rem; font-family: inherit; font-weight: 700; }
.matrix-view td a { display: block; min-width: 2.5rem; padding: .125rem 0; line-height: 1.25rem; text-decoration: none; }
.matrix-view td a:hover { background: var(--line); }
.target { display: block; max-width: 10rem; overflow-wrap: anywhere; font-weight: 600; }
.matrix-view table:has(th[scope='col']:nth-child(7)) .target { writing-mode: vertical-rl; max-width: none; max-height: 14rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.sums { display: grid; font-size: .75rem; white-space: nowrap; }
@media (max-width: 40rem) {
  .matrix-view tbody th { max-width: 11rem; white-space: normal; overflow-wrap: anywhere; }
}
@media print {
  .matrix-view .scroll { max-height: none; overflow: visible; border: 0; }
}
`
