/** Paper: no controls, nothing folded or cut, addresses of laws in full. */
export const print = `
@media print {
  :root { color-scheme: light; --ground: #fff; --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --accent: #000; --shade: #fff; --pass: #17683b; --fail: #b0231b; --warn: #865000; --note: #1b5e8c; --skip: #444; --blocked: #74399a; --error: #9d1f66; --known: #46549c }
  body { font-size: 9.5pt }
  main { max-width: none; padding: 0.5cm 0 0 }
  .top { padding: 0 0 0.2cm }
  .skip-link, .top nav, .searching, .choices, footer .keys, .crumbs, button, dialog, .remark { display: none !important }
  .family, .document { content-visibility: visible }
  details::details-content { content-visibility: visible; height: auto }
  .scrolling { overflow: visible }
  .card, .row, .reasons > li, .sections > li, .standings li, tr { break-inside: avoid }
  h2, h3 { break-after: avoid }
  a { text-decoration: none }
  a.outward[href^='https:']::after { content: ' (' attr(href) ')'; font-size: 0.8em; font-weight: 400; color: var(--quiet) }
  .bar, .badge, .headline { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
`
