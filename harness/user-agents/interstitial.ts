import { isWeb, originOf } from './addresses.ts'
import { forwardButton, passwordFields, unanswered } from './fields.ts'
import { intentOf, linkIntent } from './intent.ts'
import { means, meansAny } from './meaning.ts'
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

/** A page that holds nothing but a frame of its own server is what the frame shows. */
function byFrame({ page }: Situation): Move[] {
  const here = page.frames.filter(({ url }) => isWeb(url) && originOf(url) === originOf(page.url))
  return page.forms.length > 0 ? [] : here.map(({ url }) => linkMove(27, 'opened the frame', url))
}

/** A page about cookies before anything else: it has one question, and no answer refuses the client. */
function byCookies(situation: Situation): Move[] {
  const { page } = situation
  const [form, ...more] = page.forms
  if (form === undefined || more.length > 0 || form.controls.some((each) => typed(each) && each.shown)) return []
  const about = meansAny(page.headings, ['cookie', 'privacy']) && means(form.text, 'cookie')
  if (!about) return []
  const [button] = buttonsOf(form)
  return button === undefined ? [] : [submitMove(situation, form, { score: 80, did: 'answered about cookies', button })]
}

/** What scripts lay over a page has to be answered before anything under it can be used. */
function byBanner(situation: Situation): Move[] {
  if (situation.scripts !== true) return []
  const { forms } = situation.page
  return forms.flatMap((form) => {
    const [button] = buttonsOf(form)
    const scripted = form.action === '' && form.method === '' && !form.controls.some(typed)
    if (button === undefined || !button.shown || !scripted || forms.length < 2 || !means(form.text, 'cookie')) return []
    return [submitMove(situation, form, { score: 95, did: 'answered about cookies', button })]
  })
}

const offersPassword = (text: string): boolean => means(text, 'password') && !means(text, 'forgot')

/** Among ways to log in the one with a password, where the page asks for none. */
function byPassword(situation: Situation): Move[] {
  const { page, person } = situation
  if (
    (person !== undefined && person.password === undefined) ||
    page.forms.some((form) => passwordFields(form).length > 0)
  )
    return []
  const did = 'chose to use a password'
  const links = page.links.filter((link) => offersPassword(link.text) && isWeb(link.url) && link.text.length <= 60)
  const buttons = page.forms.flatMap((form) => buttonsOf(form).map((button) => ({ form, button })))
  return [
    ...links.map((link) => linkMove(34, did, link.url)),
    ...buttons
      .filter(({ form, button }) => offersPassword(button.label) && unanswered(form, person).length === 0)
      .map(({ form, button }) => submitMove(situation, form, { score: 35, did, button })),
  ]
}

/** Moves that only lead on: "stay signed in?", "continue", a start page with a login link. Never away from an error. */
export function onwardMoves(situation: Situation): Move[] {
  const { page } = situation
  if (page.status >= 400 || means(page.headings, 'error')) return []
  return [bySkip, byForm, byLink, byFrame, byCookies, byBanner, byPassword].flatMap((way) => way(situation))
}
