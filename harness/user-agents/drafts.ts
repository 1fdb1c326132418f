import { attribute, has, textOf, isTag } from './dom.ts'
import type { Tag } from './dom.ts'
import { nameWords } from './meaning.ts'
import type { Choice, Control, Form } from './page.ts'
import { add, tidy, words } from './visible-text.ts'
import type { Words } from './visible-text.ts'

/** A label with the text inside it. */
export interface LabelDraft {
  target: string
  said: Words
}

export interface ChoiceDraft {
  tag: Tag
  said: Words
}

export interface FormDraft {
  form: Form
  id: string
  at: number
  said: Words
}

/** A control while the page is still being read: labels may come after it. */
export interface ControlDraft {
  control: Control
  tag: Tag
  at: number
  inside: FormDraft | undefined
  label: LabelDraft | undefined
  said: Words
  before: string
  after: Words
  choices: ChoiceDraft[]
}

const hiddenStyle = /display\s*:\s*none|visibility\s*:\s*hidden/i

/** False for what a style attribute or the `hidden` attribute takes off the page. */
export const isShown = (tag: Tag): boolean => !has(tag, 'hidden') && !hiddenStyle.test(attribute(tag, 'style'))

function typeOf(tag: Tag): string {
  if (tag.name === 'select' || tag.name === 'textarea') return tag.name
  const type = attribute(tag, 'type').trim().toLowerCase()
  if (tag.name === 'button') return type === 'button' || type === 'reset' ? type : 'submit'
  return type === '' ? 'text' : type
}

function valueOf(tag: Tag, type: string): string {
  const value = tag.attribs['value']
  return value ?? (type === 'checkbox' || type === 'radio' ? 'on' : '')
}

/** Whether a part of a path was drawn by lot, as the handle of an interaction: what it seems to say is chance. */
const isHandle = (part: string): boolean =>
  part.length >= 16 && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part)

/** The number a browser's page gives to an element (see browser/snapshot). */
export const marked = (tag: Tag): { mark?: number } =>
  has(tag, 'data-assay') ? { mark: Number(attribute(tag, 'data-assay')) } : {}

export function draftControl(tag: Tag, place: { shown: boolean; disabled: boolean; fallback: boolean }): Control {
  const type = typeOf(tag)
  return {
    type,
    name: attribute(tag, 'name'),
    id: attribute(tag, 'id'),
    value: valueOf(tag, type),
    checked: has(tag, 'checked'),
    disabled: place.disabled || has(tag, 'disabled'),
    required: has(tag, 'required'),
    readonly: has(tag, 'readonly'),
    shown: place.shown && isShown(tag) && type !== 'hidden',
    fallback: place.fallback,
    multiple: has(tag, 'multiple'),
    choices: [],
    label: '',
    hint: '',
    autocomplete: attribute(tag, 'autocomplete').toLowerCase(),
    ...(attribute(tag, 'formaction').trim() === '' ? {} : { formAction: attribute(tag, 'formaction') }),
    ...(has(tag, 'formmethod') ? { formMethod: attribute(tag, 'formmethod').toLowerCase() } : {}),
    ...marked(tag),
    ...(has(tag, 'formenctype') ? { formEnctype: attribute(tag, 'formenctype').toLowerCase() } : {}),
  }
}

export function draftForm(tag: Tag, { shown, banner }: { shown: boolean; banner: boolean }): FormDraft {
  const said = ['id', 'name', 'class', 'role', 'aria-label'].map((each) => attribute(tag, each))
  // The query of an action carries scopes and states, its folders the place: words of the client and the server, not of the form.
  const action =
    attribute(tag, 'action')
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? ''
  const about = [...said, ...(isHandle(action) ? [] : [action])].map(nameWords)
  const form: Form = {
    action: attribute(tag, 'action').trim(),
    method: attribute(tag, 'method').trim().toLowerCase(),
    enctype: attribute(tag, 'enctype').trim().toLowerCase(),
    charset: attribute(tag, 'accept-charset').trim().split(/\s+/)[0] ?? '',
    banner,
    controls: [],
    about: about.filter((each) => each !== '').join(' '),
    text: '',
    shown: shown && isShown(tag),
  }
  return { form, id: attribute(tag, 'id'), at: tag.startIndex ?? 0, said: words() }
}

/** The text inside an element, reading at most 200 nodes of it. */
export function textWithin(tag: Tag): string {
  const found = words(400)
  const open = tag.children.toReversed()
  for (let left = 200; left > 0; left--) {
    const node = open.pop()
    if (node === undefined) break
    add(found, `${textOf(node) ?? ''} `)
    if (isTag(node)) open.push(...node.children.slice(0, 200).toReversed())
  }
  return tidy(found.value)
}

export function finishChoice({ tag, said }: ChoiceDraft): Choice {
  const text = tidy(said.value)
  return { value: tag.attribs['value'] ?? text, text, selected: has(tag, 'selected'), disabled: has(tag, 'disabled') }
}
