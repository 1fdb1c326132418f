import { attribute, has } from './dom.ts'
import type { Tag } from './dom.ts'
import { draftControl, draftForm, isShown, marked } from './drafts.ts'
import type { ControlDraft } from './drafts.ts'
import { nameWords } from './meaning.ts'
import type { Place, Reading } from './place.ts'
import { add, tidy, words } from './visible-text.ts'

type Reader = (tag: Tag, place: Place, reading: Reading) => Place

const ALERT = /(?:^| )(?:alert|error|errors|danger|invalid|feedback|flash|warning)(?: |$)/

function control(tag: Tag, place: Place, reading: Reading): Place {
  const draft: ControlDraft = {
    control: draftControl(tag, place),
    tag,
    at: tag.startIndex ?? 0,
    inside: place.form,
    label: place.label,
    said: words(),
    before: tidy(reading.since.value).slice(-60),
    after: words(80),
    choices: [],
  }
  reading.controls.push(draft)
  // A hidden field must not come between a visible one and the words beside it.
  if (draft.control.type !== 'hidden') reading.since = draft.after
  return { ...place, holder: draft }
}

function form(tag: Tag, place: Place, reading: Reading): Place {
  if (place.form !== undefined) return place
  const draft = draftForm(tag, place.shown)
  reading.forms.push(draft)
  return { ...place, form: draft }
}

function label(tag: Tag, place: Place, reading: Reading): Place {
  const draft = { target: attribute(tag, 'for'), said: words(400) }
  reading.labels.push(draft)
  return { ...place, label: draft }
}

function option(tag: Tag, place: Place): Place {
  const choice = { tag, said: words(200) }
  place.holder?.choices.push(choice)
  return { ...place, choice }
}

function anchor(tag: Tag, place: Place, reading: Reading): Place {
  if (!has(tag, 'href')) return place
  const link = { href: attribute(tag, 'href'), tag, said: words(400), link: { url: '', text: '', ...marked(tag) } }
  reading.links.push(link)
  return { ...place, link }
}

function script(tag: Tag, place: Place, reading: Reading): Place {
  const data = /json|template|html/i.test(attribute(tag, 'type'))
  if (!data) reading.scripted = true
  return { ...place, quiet: true, ...(data ? {} : { sink: reading.scripts }) }
}

function base(tag: Tag, place: Place, reading: Reading): Place {
  reading.base ??= tag.attribs['href']
  return place
}

function meta(tag: Tag, place: Place, reading: Reading): Place {
  if (attribute(tag, 'http-equiv').toLowerCase() === 'refresh') reading.refreshes.push(attribute(tag, 'content'))
  return place
}

function body(tag: Tag, place: Place, reading: Reading): Place {
  if (has(tag, 'onload')) reading.scripted = true
  add(reading.scripts, `${attribute(tag, 'onload')}\n`)
  return place
}

function image(tag: Tag, place: Place): Place {
  add(place.holder?.said, attribute(tag, 'alt'))
  add(place.link?.said, attribute(tag, 'alt'))
  return place
}

const quiet: Reader = (_tag, place) => ({ ...place, quiet: true })
const heading: Reader = (_tag, place, reading) => ({ ...place, aside: reading.headings })

const READERS = new Map<string, Reader>([
  ...['input', 'button', 'select', 'textarea'].map((name): [string, Reader] => [name, control]),
  ...['style', 'template', 'datalist'].map((name): [string, Reader] => [name, quiet]),
  ...['h1', 'h2', 'h3', 'legend'].map((name): [string, Reader] => [name, heading]),
  ['form', form],
  ['label', label],
  ['option', option],
  ['a', anchor],
  ['script', script],
  ['base', base],
  ['meta', meta],
  ['body', body],
  ['img', image],
  ['title', (_tag, place, reading) => ({ ...place, quiet: true, sink: reading.title })],
  ['noscript', (_tag, place) => ({ ...place, fallback: true })],
  ['fieldset', (tag, place) => ({ ...place, disabled: place.disabled || has(tag, 'disabled') })],
])

/** Enters an element: notes what it declares and answers what it means for everything inside. */
export function enter(tag: Tag, place: Place, reading: Reading): Place {
  const id = attribute(tag, 'id')
  if (id !== '' && !reading.ids.has(id)) reading.ids.set(id, tag)
  const inside = READERS.get(tag.name)?.(tag, place, reading) ?? place
  const shown = inside.shown && isShown(tag)
  const alert = attribute(tag, 'role') === 'alert' || ALERT.test(nameWords(attribute(tag, 'class').slice(0, 200)))
  return { ...inside, shown, ...(alert ? { aside: reading.alert } : {}) }
}
