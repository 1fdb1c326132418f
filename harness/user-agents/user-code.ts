import { refusing } from './consent-decision.ts'
import { forwardButton, passwordFields } from './fields.ts'
import { intentOf } from './intent.ts'
import { means } from './meaning.ts'
import { evidence, submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import { buttonsOf, typedFields } from './page.ts'
import type { Control, Form } from './page.ts'
import { isSideForm } from './side-form.ts'
import type { Answers } from './submit.ts'

/** Louder than a login form: a field called user_code looks like one for a user name. */
const SCORE = 90

/** Moves on a page that asks for the code a device shows, in one field or in several (RFC 8628 section 3.3). */
export function userCodeMoves(situation: Situation): Move[] {
  const { page, userCode, consent } = situation
  if (userCode === undefined) return []
  return page.forms.flatMap((form) => {
    const fields = codeFields(form)
    const answers = split(userCode, fields)
    const filled = fields.every((field) => field.value !== '')
    if (answers === undefined || isSideForm(form) || passwordFields(form).length > 0) return []
    const no = consent === 'deny' ? refusal(form, filled) : undefined
    if (no !== undefined) {
      return [submitMove(situation, form, { score: SCORE, did: 'denied the device', button: no, answers })]
    }
    const button = forwardButton(form)
    if (button === 'never') return []
    return [
      submitMove(situation, form, { score: SCORE, did: 'entered the user code', button, answers, gives: 'user code' }),
    ]
  })
}

function codeFields(form: Form): Control[] {
  const fields = typedFields(form).filter((each) => each.shown && !each.autocomplete.includes('one-time-code'))
  return fields.filter((each) => evidence(each).some((text) => means(text, 'user_code')))
}

/** What goes into each field: the whole code, its parts, or one character each; undefined when it does not fit. */
function split(userCode: string, fields: readonly Control[]): Answers | undefined {
  const parts = userCode.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')
  const ways = [[userCode], parts, [...parts.join('')]]
  const values = ways.find((way) => way.length === fields.length)
  return values && new Map(fields.map((field, index) => [field, values[index] ?? '']))
}

/** A button beside an empty field leaves the page; one beside a code, or beside a button that allows, refuses the device. */
function refusal(form: Form, filled: boolean): Control | undefined {
  const decides = filled || buttonsOf(form).some((button) => intentOf(button) === 'allow')
  return decides ? refusing(form, 'deny') : undefined
}
