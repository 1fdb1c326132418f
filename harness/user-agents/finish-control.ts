import { attribute } from './dom.ts'
import { finishChoice, textWithin } from './drafts.ts'
import type { ControlDraft, FormDraft } from './drafts.ts'
import { sends } from './page.ts'
import type { Reading } from './place.ts'
import { tidy } from './visible-text.ts'

function labelFor(draft: ControlDraft, reading: Reading): string {
  const { id } = draft.control
  const pointed = id === '' ? undefined : reading.labels.find((label) => label.target === id)
  const named = attribute(draft.tag, 'aria-labelledby')
    .split(/\s+/, 8)
    .filter((each) => each !== '')
  const texts = named.flatMap((each) => reading.ids.get(each) ?? []).map(textWithin)
  const wrapped = draft.label?.target === '' ? draft.label : undefined
  return tidy((wrapped ?? pointed)?.said.value ?? texts.join(' '))
}

function buttonText({ control, said, tag }: ControlDraft): string {
  if (control.type === 'image') return attribute(tag, 'alt') || control.value
  if (tag.name === 'button') return tidy(said.value)
  return tag.attribs['value'] ?? (control.type === 'submit' ? 'Submit' : '')
}

function fillLabel(draft: ControlDraft, reading: Reading): void {
  const { control, tag } = draft
  const spoken = ['aria-label', 'title', 'placeholder'].map((each) => attribute(tag, each))
  if (sends(control) || control.type === 'button') {
    control.label = buttonText(draft)
    control.hint = tidy(spoken.join(' '))
    return
  }
  const ticked = control.type === 'checkbox' || control.type === 'radio'
  const beside = ticked ? tidy(draft.after.value) : draft.before
  const label = labelFor(draft, reading)
  control.label = label || attribute(tag, 'aria-label') || beside
  control.hint = tidy(spoken.join(' '))
}

/** Completes a control once the whole page is known: its label, its choices, the text of a textarea. */
export function finishControl(draft: ControlDraft, reading: Reading): void {
  const { control } = draft
  control.choices = draft.choices.map(finishChoice)
  if (control.type === 'textarea') control.value = draft.said.value.replace(/^\r?\n/, '')
  fillLabel(draft, reading)
}

/**
 * The form a control belongs to (HTML section 4.10.17.3): its `form` attribute, the form around it, or the form that the
 * source has opened and not closed when markup was nested wrongly.
 */
export function ownerOf(draft: ControlDraft, reading: Reading, ends: number[]): FormDraft | undefined {
  const named = draft.tag.attribs['form']
  if (named !== undefined) return reading.forms.find((form) => form.id === named)
  if (draft.inside !== undefined) return draft.inside
  const open = reading.forms.findLast((form) => form.at < draft.at)
  const closed = open === undefined || ends.some((end) => end > open.at && end < draft.at)
  return closed ? undefined : open
}
