/// <reference lib="dom" />
import type { Standing } from './verdicts.ts'

const svg = 'http://www.w3.org/2000/svg'

// Shapes differ as much as colours do, for those who tell neither red from green nor print in colour.
const shapes: Readonly<Record<Standing, string>> = {
  pass: 'M3 8.5l3.2 3.2L13 4.8',
  fail: 'M4 4l8 8M12 4l-8 8',
  warn: 'M8 2.5L14.5 13.5H1.5ZM8 6.5v3.2M8 11.4v.4',
  note: 'M8 2a6 6 0 1 0 .01 0M8 7.3v3.6M8 4.9v.4',
  skip: 'M3 8h10',
  blocked: 'M8 2a6 6 0 1 0 .01 0M3.8 3.8l8.4 8.4',
  error: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2ZM8 4.8v4M8 10.9v.4',
  known: 'M4 14V2.5h8.5l-2 3 2 3H4',
}

/** The sign of a standing; nothing to those who hear the page, for the word stands beside it. */
export function icon(standing: Standing): SVGElement {
  const path = document.createElementNS(svg, 'path')
  path.setAttribute('d', shapes[standing])
  const drawing = document.createElementNS(svg, 'svg')
  for (const [name, value] of Object.entries({ class: 'icon', viewBox: '0 0 16 16', 'aria-hidden': 'true' })) {
    drawing.setAttribute(name, value)
  }
  drawing.append(path)
  return drawing
}
