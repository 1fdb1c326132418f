import { isWeb, sameTarget } from './addresses.ts'
import { unanswered } from './fields.ts'
import { intentOf, linkIntent } from './intent.ts'
import { means, meansAny, nameWords } from './meaning.ts'
import { evidence, linkMove, submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import { buttonsOf, typedFields } from './page.ts'
import type { Control, Form, Link } from './page.ts'
import { isSideForm } from './side-form.ts'
import type { Answers } from './submit.ts'

/** A select that decides has a handful of options; a longer one is a list of countries. */
const MOST_ANSWERS = 8

type Consent = Situation['consent']

const wanted = (form: Form): Control | undefined => {
  const buttons = buttonsOf(form)
  const intents = ['allow', 'login', 'next', 'neutral']
  const found = intents.map((intent) => buttons.find((each) => intentOf(each) === intent))
  return found.find((each) => each !== undefined)
}

const pressing = (form: Form, consent: Consent): Control | undefined =>
  consent === 'deny' ? (refusing(form, 'deny') ?? refusing(form, 'skip')) : wanted(form)

const refusing = (form: Form, intent: 'deny' | 'skip'): Control | undefined =>
  buttonsOf(form).find((each) => intentOf(each) === intent)

/** The radio or option of a form that carries the decision, when the button does not. */
function decision(form: Form, consent: Consent): [Control, string | boolean] | undefined {
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

function tickScopes(form: Form, answers: Answers): Answers {
  for (const box of form.controls) {
    const other = evidence(box).some((text) => meansAny(text, ['remember', 'stay', 'deny', 'subscribe']))
    if (box.type === 'checkbox' && !box.disabled && !other) answers.set(box, true)
  }
  return answers
}

const quiet = (form: Form): boolean =>
  typedFields(form).every((each) => each.type !== 'password' || !each.shown) && !isSideForm(form)

const denyingLink = ({ page }: Situation): Link | undefined =>
  page.links.find((link) => link.text.length <= 40 && linkIntent(link) === 'deny')

/** The forms of a page that ask for consent, each with how much speaks for it. */
function asking(situation: Situation): { form: Form; score: number }[] {
  const { page, person } = situation
  const forms = page.forms.filter(quiet)
  const refusable = forms.some((form) => refusing(form, 'deny') ?? decision(form, 'deny')) || denyingLink(situation)
  const spoken = means(`${page.headings} ${page.text}`, 'permission')
  // "Stay signed in?" also has a yes and a no, but nothing to deny.
  const staying = means(page.headings, 'stay') || (!spoken && means(page.text, 'stay'))
  return forms.flatMap((form) => {
    const button = wanted(form)
    const chosen = decision(form, 'allow')
    const intent = button === undefined ? 'neutral' : intentOf(button)
    const strong = intent === 'allow' || chosen !== undefined
    if (!strong && intent !== 'next' && intent !== 'login') return []
    if (staying || (!refusable && !spoken)) return []
    const score = 30 + (strong ? 20 : 5) + (refusable ? 15 : 0) + (spoken ? 10 : 0)
    return [{ form, score: score - 15 * unanswered(form, person).length - (form.shown ? 0 : 20) }]
  })
}

function allow(situation: Situation): Move[] {
  return asking(situation).map(({ form, score }) => {
    const chosen = decision(form, 'allow')
    const answers = tickScopes(form, new Map(chosen === undefined ? [] : [chosen]))
    return submitMove(situation, form, { score, did: 'allowed the consent', button: wanted(form), answers })
  })
}

function denials(situation: Situation, score: number): Move[] {
  const did = 'denied the consent'
  const byForm = situation.page.forms.filter(quiet).flatMap((form) => {
    const button = pressing(form, 'deny')
    const chosen = decision(form, 'deny')
    if (button === undefined && chosen === undefined) return []
    const answers: Answers = new Map(button !== undefined || chosen === undefined ? [] : [chosen])
    return [submitMove(situation, form, { score, did, button: button ?? wanted(form), answers })]
  })
  const link = denyingLink(situation)
  const usable = link !== undefined && (isWeb(link.url) || sameTarget(link.url, situation.redirectUri))
  return usable ? [...byForm, linkMove(score - 5, did, link.url)] : byForm
}

function deny(situation: Situation): Move[] {
  const scores = asking(situation).map(({ score }) => score)
  if (scores.length === 0) return []
  const score = Math.max(...scores)
  const found = denials(situation, score)
  const stuck = 'the consent page offers no way to deny'
  return found.length > 0 ? found : [{ score, did: 'gave up', key: stuck, go: { stuck } }]
}

/** Moves on a page that asks for consent (RFC 6749 section 4.1.1): all scopes on and allowed, or denied. */
export const consentMoves = (situation: Situation): Move[] =>
  situation.consent === 'deny' ? deny(situation) : allow(situation)
