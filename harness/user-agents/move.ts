import { bare } from './addresses.ts'
import { means, meansAny, nameWords } from './meaning.ts'
import { sends } from './page.ts'
import type { Control, Form, Page } from './page.ts'
import { actionOf, methodOf } from './submit.ts'
import type { Answers } from './submit.ts'
import type { Person } from './user-agent.ts'

/** What a recogniser knows when it looks at a page. */
export interface Situation {
  page: Page
  person: Person | undefined
  consent: 'allow' | 'deny'
  redirectUri: string
  /** The code a device shows (RFC 8628 section 3.3), to be typed in. */
  userCode?: string | undefined
  /** The scripts of the pages run, so that more than forms can be used. */
  scripts?: boolean | undefined
  /** Nobody touches the page: only what it does by itself is done. */
  untouched?: boolean | undefined
}

/** What a person gives away once. */
export type Given = 'username' | 'password' | 'user code'

/** Something that could be done on a page, with how much speaks for it; `did` goes into the trail. */
export interface Move {
  score: number
  did: string
  /** Equal for two moves that do the same thing on the same page. */
  key: string
  /** What the move gives away, so that a second demand is known as a rejection. */
  gives?: Given
  go: { form: Form; button: Control | undefined; answers: Answers } | { url: string } | { stuck: string }
}

function formKey(did: string, page: Page, form: Form, button: Control | undefined): string {
  const names = form.controls.filter((each) => !sends(each)).map((each) => each.name)
  const action = bare(actionOf(form, button, page) ?? '')
  return [did, methodOf(form, button), action, names.toSorted().join(','), button?.name, button?.value].join(' ')
}

const isTerms = ({ label }: Control): boolean => means(label, 'terms') && !meansAny(label, ['subscribe', 'stay'])

/** A move that submits a form. */
export function submitMove(
  situation: Situation,
  form: Form,
  move: {
    score: number
    did: string
    button?: Control | undefined
    answers?: Answers
    gives?: Given
  },
): Move {
  const { score, did, button, gives } = move
  const answers = move.answers ?? new Map()
  for (const box of form.controls) {
    // A browser, or the server, would not let a person send the form without these.
    if (box.type === 'checkbox' && (box.required || isTerms(box)) && !answers.has(box)) answers.set(box, true)
  }
  fillKnown(form, situation.person, answers)
  const key = formKey(did, situation.page, form, button)
  return { score, did, key, ...(gives === undefined ? {} : { gives }), go: { form, button, answers } }
}

/** A move that follows a link or a refresh. */
export const linkMove = (score: number, did: string, url: string): Move => ({
  score,
  did,
  key: `${did} ${url}`,
  go: { url },
})

function fillKnown(form: Form, person: Person | undefined, answers: Answers): void {
  for (const control of form.controls) {
    const answer = knownAnswer(control, person)
    if (answer === undefined || answers.has(control) || sends(control)) continue
    const ticked = control.type === 'checkbox' || control.type === 'radio'
    answers.set(control, ticked ? answer === control.value || answer === 'true' : answer)
  }
}

/** The answer of {@link Person.fields} for a control, by name or id. */
export function knownAnswer(control: Control, person: Person | undefined): string | undefined {
  const fields = person?.fields ?? {}
  const named = [control.name, control.id].find((each) => each !== '' && Object.hasOwn(fields, each))
  return named === undefined || control.type === 'hidden' ? undefined : fields[named]
}

/** Everything the markup of a control says about it, weakest last. */
export const evidence = (control: Control): string[] => [
  control.label,
  nameWords(control.name),
  nameWords(control.id),
  control.hint,
]
