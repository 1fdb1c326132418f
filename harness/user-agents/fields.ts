import { intentOf } from './intent.ts'
import type { Intent } from './intent.ts'
import { means } from './meaning.ts'
import { evidence, knownAnswer } from './move.ts'
import { buttonsOf, typedFields } from './page.ts'
import type { Control, Form } from './page.ts'
import type { Person } from './user-agent.ts'

const WEIGHTS = [20, 20, 12, 10]

/** The fields of a form that take a password; a text field named like one only when there is no other. */
export function passwordFields(form: Form): Control[] {
  const fields = typedFields(form)
  const real = fields.filter((each) => each.type === 'password' && !isCode(each))
  if (real.length > 0) return real
  return fields.filter((each) => each.type === 'text' && evidence(each).slice(0, 3).some(isPassword))
}

const isPassword = (text: string): boolean => means(text, 'password') && !means(text, 'forgot')

const isCode = (field: Control): boolean =>
  field.autocomplete.includes('one-time-code') ||
  evidence(field)
    .slice(0, 3)
    .some((text) => means(text, 'code'))

/** How much speaks for a field being the one for the user name; 0 when nothing does. */
export function usernameScore(field: Control): number {
  if (!['text', 'email', 'tel'].includes(field.type) || isCode(field)) return 0
  const said = evidence(field)
  if (said.some((text) => means(text, 'search'))) return 0
  const words = said.reduce((sum, text, at) => sum + (means(text, 'username') ? (WEIGHTS[at] ?? 0) : 0), 0)
  return (
    words + (/\b(?:username|email|webauthn)\b/.test(field.autocomplete) ? 30 : 0) + (field.type === 'email' ? 15 : 0)
  )
}

/** The field for the user name; beside a password the text field before it will do when no words help. */
export function usernameField(form: Form, password: Control | undefined): Control | undefined {
  const fields = typedFields(form).filter((each) => each !== password && !each.readonly)
  const best = fields.reduce<Control | undefined>(
    (known, each) => (usernameScore(each) > (known === undefined ? 0 : usernameScore(known)) ? each : known),
    undefined,
  )
  if (best !== undefined || password === undefined) return best
  const before = form.controls.slice(0, form.controls.indexOf(password))
  return before.findLast((each) => fields.includes(each) && ['text', 'email', 'tel'].includes(each.type))
}

const FORWARD: Intent[] = ['neutral', 'next', 'allow', 'login']

const rank = (button: Control): number => FORWARD.indexOf(intentOf(button)) * 2 + (button.shown ? 1 : 0)

/**
 * The button that takes a form forward: undefined when the form has none and Enter would send it, `never` when every
 * button leads elsewhere.
 */
export function forwardButton(form: Form): Control | undefined | 'never' {
  const all = buttonsOf(form)
  const useful = all.filter((each) => rank(each) >= 0)
  if (useful.length === 0) return all.length === 0 ? undefined : 'never'
  return useful.reduce((best, each) => (rank(each) > rank(best) ? each : best))
}

/** The fields a person would have to type into and has no answer for. */
export const unanswered = (form: Form, person: Person | undefined): Control[] =>
  typedFields(form).filter((each) => each.shown && each.value === '' && knownAnswer(each, person) === undefined)
