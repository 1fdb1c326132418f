import { resolve } from './addresses.ts'
import { attribute, isTag, parse, textOf } from './dom.ts'
import type { Node } from './dom.ts'
import { finishControl, ownerOf } from './finish-control.ts'
import type { Form, Page } from './page.ts'
import { encodingOf } from './page-charset.ts'
import { emptyReading } from './place.ts'
import type { Place, Reading } from './place.ts'
import { enter } from './read-tag.ts'
import { readRefresh } from './refresh.ts'
import { finder } from './selector.ts'
import type { PageAnswer } from './user-agent.ts'
import { add, tidy } from './visible-text.ts'

const INLINE = new Set(['b', 'i', 'u', 'em', 'strong', 'span', 'font', 'small', 'mark', 'abbr', 'kbd'])

function hear(text: string, place: Place, reading: Reading): void {
  add(place.sink, text)
  if (place.quiet) return
  if (place.choice !== undefined) return add(place.choice.said, text)
  if (place.holder !== undefined) {
    // A button inside a link is a link in the shape of a button.
    add(place.link?.said, text)
    return add(place.holder.said, text)
  }
  const outside = place.link === undefined ? place.form?.said : undefined
  for (const each of [outside, place.label?.said, place.link?.said, place.aside, reading.since]) add(each, text)
}

function say(text: string, place: Place, reading: Reading): void {
  hear(text, place, reading)
  const listed = place.choice !== undefined || place.holder?.control.type === 'textarea'
  if (!place.quiet && place.shown && !listed) add(reading.body, text)
}

/** Reads with a stack of its own: a page nested 20,000 deep must not exhaust the call stack. */
function readNodes(nodes: Node[], reading: Reading): void {
  const open: [Node | ' ', Place][] = []
  const pushAll = (children: Node[], place: Place) => {
    for (let at = children.length - 1; at >= 0; at--) {
      const child = children[at]
      if (child !== undefined) open.push([child, place])
    }
  }
  pushAll(nodes, { quiet: false, shown: true, banner: false, disabled: false, fallback: false })
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, place] = next
    if (node === ' ') say(' ', place, reading)
    else if (isTag(node)) {
      const block = !INLINE.has(node.name)
      if (block) say(' ', place, reading)
      const inside = enter(node, place, reading)
      if (block) open.push([' ', place])
      pushAll(node.children, inside)
    } else say(textOf(node) ?? '', place, reading)
  }
}

function linksOf(reading: Reading, base: string) {
  for (const draft of reading.links) {
    draft.link.url = resolve(draft.href, base) ?? ''
    draft.link.text = tidy(draft.said.value) || attribute(draft.tag, 'aria-label')
  }
  return reading.links.map(({ link }) => link).filter((link) => link.url !== '')
}

function formsOf(reading: Reading, html: string): Form[] {
  const ends = [...html.matchAll(/<\/form[\s>/]/gi)].map((match) => match.index)
  for (const draft of reading.controls) {
    finishControl(draft, reading)
    ownerOf(draft, reading, ends)?.form.controls.push(draft.control)
  }
  return reading.forms.map((draft) => Object.assign(draft.form, { text: tidy(draft.said.value) }))
}

/** Reads a page; never throws on broken HTML, and never reads more than the bounds of {@link parse}. */
export function readPage(answer: PageAnswer): Page {
  const dom = parse(answer.body)
  const reading = emptyReading()
  readNodes(dom.nodes, reading)
  const base = resolve(reading.base ?? '', answer.url) ?? answer.url
  const forms = formsOf(reading, dom.html)
  const owned = new Set(forms.flatMap((form) => form.controls))
  const header = answer.headers.filter(([name]) => name.toLowerCase() === 'refresh').map(([, value]) => value)
  const refreshes = [...header, ...reading.refreshes].map((each) => readRefresh(each, base, answer.url))
  const type = answer.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? ''
  const encoding = encodingOf(/charset=([^;]+)/i.exec(type)?.[1] ?? (reading.charset || 'utf-8'))
  const refresh = refreshes.find((each) => each !== undefined)
  return {
    status: answer.status,
    url: answer.url,
    base,
    title: tidy(reading.title.value),
    text: tidy(reading.body.value),
    alert: tidy(reading.alert.value),
    headings: tidy(`${reading.title.value} ${reading.headings.value}`),
    forms,
    links: linksOf(reading, base),
    frames: reading.frames.flatMap((tag) => {
      const url = resolve(attribute(tag, 'src'), base)
      return url === undefined ? [] : [{ url, text: attribute(tag, 'title') }]
    }),
    strays: reading.controls.map(({ control }) => control).filter((each) => !owned.has(each)),
    scripts: reading.scripts.value,
    scripted: reading.scripted,
    captcha: reading.captcha,
    cut: dom.cut,
    ...(encoding === undefined ? {} : { encoding }),
    ...(refresh === undefined ? {} : { refresh }),
    find: finder(dom, reading, forms),
  }
}
