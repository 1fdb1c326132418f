import { isWeb } from './addresses.ts'
import { forwardButton, passwordFields, unanswered } from './fields.ts'
import { intentOf, linkIntent } from './intent.ts'
import { means } from './meaning.ts'
import { knownAnswer, linkMove, submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import { buttonsOf, typed } from './page.ts'
import type { Control, Form } from './page.ts'
import { isAccountForm, isSideForm } from './side-form.ts'

/** Forms with a field the person has a prepared answer for: a tenant, a one-time code. */
export function answerMoves(situation: Situation): Move[] {
  const { page, person } = situation
  const known = (form: Form) => form.controls.some((each) => knownAnswer(each, person) !== undefined)
  return page.forms.flatMap((form) => {
    const button = forwardButton(form)
    const waiting = unanswered(form, person).length > 0
    if (!known(form) || button === 'never' || waiting || passwordFields(form).length > 0) return []
    return [submitMove(situation, form, { score: 55, did: 'filled the known fields', button })]
  })
}

/** Setting up a second factor or a passkey can wait; pages of consent speak louder than this. */
const postponing = (form: Form): Control | undefined => buttonsOf(form).find((each) => intentOf(each) === 'skip')

function bySkip(situation: Situation): Move[] {
  const { page } = situation
  const forms = page.forms.flatMap((form) => {
    const button = postponing(form)
    return button === undefined ? [] : [submitMove(situation, form, { score: 36, did: 'put it off', button })]
  })
  const links = page.links.filter((link) => linkIntent(link) === 'skip' && isWeb(link.url) && link.text.length <= 60)
  return [...forms, ...links.map((link) => linkMove(33, 'put it off', link.url))]
}

function byForm(situation: Situation): Move[] {
  const { page, person } = situation
  return page.forms.flatMap((form) => {
    const button = forwardButton(form)
    if (button === undefined || button === 'never' || intentOf(button) === 'neutral') return []
    const asks = form.controls.some((each) => typed(each) && each.shown) && unanswered(form, person).length > 0
    if (asks || isSideForm(form) || isAccountForm(form)) return []
    return [submitMove(situation, form, { score: 32, did: 'went on', button })]
  })
}

function byLink({ page }: Situation): Move[] {
  return page.links.flatMap((link) => {
    const intent = linkIntent(link)
    const forward = intent === 'next' || intent === 'login' || intent === 'allow'
    if (!forward || !isWeb(link.url) || link.text.length > 60) return []
    return [linkMove(intent === 'login' ? 26 : 28, 'followed a link onwards', link.url)]
  })
}

/** Moves that only lead on: "stay signed in?", "continue", a start page with a login link. Never away from an error. */
export function onwardMoves(situation: Situation): Move[] {
  const { page } = situation
  if (page.status >= 400 || means(page.headings, 'error')) return []
  return [...bySkip(situation), ...byForm(situation), ...byLink(situation)]
}
