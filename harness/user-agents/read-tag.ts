import { attribute, has } from './dom.ts'
import type { Tag } from './dom.ts'
import { draftControl, draftForm, isShown, marked } from './drafts.ts'
import type { ControlDraft } from './drafts.ts'
import { nameWords } from './meaning.ts'
import type { Place, Reading } from './place.ts'
import { add, tidy, words } from './visible-text.ts'

type Reader = (tag: Tag, place: Place, reading: Reading) => Place

/** The classes that the widgets of the known captcha services are found by. */
const CAPTCHA = /(?:^|\s)(?:g-recaptcha|h-captcha|cf-turnstile|frc-captcha|altcha)(?:\s|$)/

const BANNER = /cookie|gdpr/i
const FRAMEWORK = new Set(['html', 'body', 'main', 'form'])

function isBanner(tag: Tag): boolean {
  const said = ['id', 'class', 'aria-label'].map((name) => attribute(tag, name).slice(0, 200)).join(' ')
  return !FRAMEWORK.has(tag.name) && BANNER.test(said)
}

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
  const draft = draftForm(tag, place)
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
  const charset = attribute(tag, 'charset') || (/charset=([\w-]+)/i.exec(attribute(tag, 'content'))?.[1] ?? '')
  reading.charset ||= charset
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

/** A frame a reader sees; those of session management (OpenID Connect Session Management section 3) are none or a pixel wide. */
function frame(tag: Tag, place: Place, reading: Reading): Place {
  const tiny = ['width', 'height'].some((side) => /^[01](?:px)?$/.test(attribute(tag, side).trim()))
  if (place.shown && isShown(tag) && !tiny && has(tag, 'src')) reading.frames.push(tag)
  return { ...place, quiet: true }
}

/** A template is no part of the page, unless it is the shadow tree of the element around it (HTML section 4.12.3). */
const template: Reader = (tag, place) => (has(tag, 'shadowrootmode') ? place : { ...place, quiet: true })

const quiet: Reader = (_tag, place) => ({ ...place, quiet: true })
const heading: Reader = (_tag, place, reading) => ({ ...place, aside: reading.headings })

const READERS = new Map<string, Reader>([
  ...['input', 'button', 'select', 'textarea'].map((name): [string, Reader] => [name, control]),
  ...['style', 'datalist'].map((name): [string, Reader] => [name, quiet]),
  ...['h1', 'h2', 'h3', 'legend'].map((name): [string, Reader] => [name, heading]),
  ['form', form],
  ['iframe', frame],
  ['frame', frame],
  ['template', template],
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
  if (CAPTCHA.test(attribute(tag, 'class').slice(0, 200))) reading.captcha = true
  const inside = READERS.get(tag.name)?.(tag, place, reading) ?? place
  const shown = inside.shown && isShown(tag)
  const alert = attribute(tag, 'role') === 'alert' || ALERT.test(nameWords(attribute(tag, 'class').slice(0, 200)))
  const banner = inside.banner || isBanner(tag)
  // Words that wait for their moment are no alert yet.
  const waiting = !shown || attribute(tag, 'aria-hidden').toLowerCase() === 'true'
  if (waiting && inside.aside === reading.alert) return { ...inside, shown, banner, aside: undefined }
  return { ...inside, shown, banner, ...(alert && !waiting ? { aside: reading.alert } : {}) }
}
