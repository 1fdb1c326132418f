import { namingChoices } from './account-picker.ts'
import { refusing } from './consent-decision.ts'
import { forwardButton, passwordFields, unanswered, usernameField, usernameScore } from './fields.ts'
import { intentOf } from './intent.ts'
import { means } from './meaning.ts'
import { evidence, submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import { deadForm } from './needs-scripts.ts'
import type { Control, Form } from './page.ts'
import { isAccountForm, isSideForm } from './side-form.ts'
import type { Answers } from './submit.ts'
import { CAPTCHA, USE_BROWSER } from './why-stuck.ts'

const stuck = (score: number, because: string): Move => ({
  score,
  did: 'gave up',
  key: because,
  go: { stuck: because },
})

/** Moves that log in: a form with one password, or a form that asks who is there first. */
export function loginMoves(situation: Situation): Move[] {
  return situation.page.forms.flatMap((form) => {
    const button = forwardButton(form)
    if (button === 'never') return []
    const passwords = passwordFields(form)
    // Two passwords are a registration or a change of password.
    if (passwords.length > 1) return []
    const [password] = passwords
    return password === undefined ? identifier(situation, form, button) : login(situation, form, button, password)
  })
}

/** True when the page speaks of registering and this is its only form with a password. */
function isRegistration({ page }: Situation, form: Form): boolean {
  if (page.forms.some((each) => each !== form && passwordFields(each).length > 0)) return false
  const said = `${page.headings} ${form.about}`
  return means(said, 'register') && !means(said, 'login')
}

/** The button that denies where logging in and allowing are one. */
function denied({ page, consent }: Situation, form: Form, intent: string): Control | undefined {
  const one = intent === 'allow' && means(`${page.headings} ${page.text}`, 'permission')
  return one && consent === 'deny' ? refusing(form, 'deny') : undefined
}

/** Why a login form must not or cannot be sent, undefined when it can. */
function hindered({ scripts, page }: Situation, form: Form, extra: Control[]): string | undefined {
  const riddle = extra.some((each) => evidence(each).some((text) => means(text, 'captcha')))
  if (riddle) return CAPTCHA
  const dead = scripts === true ? undefined : deadForm(form, page)
  return dead === undefined ? undefined : `a login form that only works with scripts: ${dead}; ${USE_BROWSER}`
}

function login(situation: Situation, form: Form, button: Control | undefined, password: Control): Move[] {
  const username = usernameField(form, password)
  const intent = button === undefined ? 'login' : intentOf(button)
  const extra = unanswered(form, situation.person).filter((each) => each !== username && each !== password)
  const score =
    60 +
    (username === undefined ? 0 : 10) +
    (intent === 'login' ? 15 : 0) +
    (means(form.about, 'login') ? 5 : 0) +
    (isAccountForm(form) ? -30 : 0) +
    (password.autocomplete.includes('new-password') ? -10 : 0) +
    (form.shown ? 0 : -20) -
    8 * extra.length
  if (intent !== 'login' && isRegistration(situation, form)) return []
  const { person } = situation
  const no = denied(situation, form, intent)
  if (no !== undefined)
    return [submitMove(situation, form, { score: score + 1, did: 'denied the consent', button: no })]
  if (person === undefined) return [stuck(score, 'login form, but no person was given to log in')]
  if (person.password === undefined) return [stuck(score, 'login form asks for a password and the person has none')]
  const hindrance = hindered(situation, form, extra)
  if (hindrance !== undefined) return [stuck(score, hindrance)]
  const answers: Answers = new Map<Control, string | boolean>([[password, person.password]])
  if (username !== undefined) answers.set(username, person.username)
  else for (const [select, choice] of namingChoices(form, person.username)) answers.set(select, choice)
  return [submitMove(situation, form, { score, did: 'filled the login form', button, answers, gives: 'password' })]
}

function identifier(situation: Situation, form: Form, button: Control | undefined): Move[] {
  const username = usernameField(form, undefined)
  if (username === undefined || isSideForm(form) || isAccountForm(form)) return []
  if (means(`${situation.page.headings} ${form.text}`, 'forgot')) return []
  const intent = button === undefined ? 'neutral' : intentOf(button)
  const extra = unanswered(form, situation.person).filter((each) => each !== username)
  const score =
    Math.min(usernameScore(username), 50) +
    (intent === 'login' || intent === 'next' ? 15 : 0) +
    (means(situation.page.headings, 'login') ? 5 : 0) +
    (form.shown ? 0 : -20) -
    10 * extra.length
  const { person } = situation
  if (person === undefined) return [stuck(score, 'form asks for a user name, but no person was given to log in')]
  const hindrance = hindered(situation, form, extra)
  if (hindrance !== undefined) return [stuck(score, hindrance)]
  const answers: Answers = new Map([[username, person.username]])
  return [submitMove(situation, form, { score, did: 'filled the user name', button, answers, gives: 'username' })]
}
