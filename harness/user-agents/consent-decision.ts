import { intentOf } from './intent.ts'
import { means, meansAny, nameWords } from './meaning.ts'
import { evidence } from './move.ts'
import { buttonsOf } from './page.ts'
import type { Control, Form } from './page.ts'

/** A select that decides has a handful of options; a longer one is a list of countries. */
const MOST_ANSWERS = 8

export type Consent = 'allow' | 'deny'

/** The button of a form that agrees, as far as one can tell. */
export const wanted = (form: Form): Control | undefined => {
  const buttons = buttonsOf(form)
  const intents = ['allow', 'login', 'next', 'neutral']
  const found = intents.map((intent) => buttons.find((each) => intentOf(each) === intent))
  return found.find((each) => each !== undefined)
}

/** The button of a form for a decision. */
export const pressing = (form: Form, consent: Consent): Control | undefined =>
  consent === 'deny' ? (refusing(form, 'deny') ?? refusing(form, 'skip')) : wanted(form)

/** The button of a form that refuses; putting off is a refusal where nothing else is. */
export const refusing = (form: Form, intent: 'deny' | 'skip'): Control | undefined =>
  buttonsOf(form).find((each) => intentOf(each) === intent)

/** The radio or option of a form that carries the decision, when the button does not. */
export function decision(form: Form, consent: Consent): [Control, string | boolean] | undefined {
  // Beside "Accept" and "Reject" a radio decides something else: how long to remember.
  if (buttonsOf(form).some((each) => ['allow', 'deny'].includes(intentOf(each)))) return undefined
  for (const control of form.controls) {
    if (control.type === 'radio' && says(control, consent)) return [control, true]
    const choice = control.choices
      .slice(0, MOST_ANSWERS)
      .find((each) => means(each.value, consent) || means(each.text, consent))
    if (choice !== undefined) return [control, choice.value]
  }
  return undefined
}

function says(radio: Control, consent: Consent): boolean {
  const text = `${radio.label} ${nameWords(radio.value)}`
  // "Do not allow" holds the word allow.
  return consent === 'deny' ? means(text, 'deny') : means(text, 'allow') && !means(text, 'deny')
}

/** The boxes a person ticks to give more: scopes, not "remember my decision". */
export const scopeBoxes = (form: Form): Control[] =>
  form.controls.filter((box) => {
    if (box.type !== 'checkbox' || box.disabled) return false
    return !evidence(box).some((text) => meansAny(text, ['remember', 'stay', 'deny', 'subscribe']))
  })
