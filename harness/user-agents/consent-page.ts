import { isWeb, sameTarget } from './addresses.ts'
import { decision, pressing, refusing, scopeBoxes, wanted } from './consent-decision.ts'
import { unanswered, usernameField } from './fields.ts'
import { intentOf, linkIntent } from './intent.ts'
import { means } from './meaning.ts'
import { linkMove, submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import { typedFields } from './page.ts'
import type { Form, Link } from './page.ts'
import { saysSameForNo } from './needs-scripts.ts'
import { isSideForm } from './side-form.ts'
import type { Answers } from './submit.ts'
import { USE_BROWSER } from './why-stuck.ts'

const quiet = (form: Form): boolean =>
  typedFields(form).every((each) => each.type !== 'password' || !each.shown) && !isSideForm(form)

const asksWho = (form: Form): boolean => {
  const field = usernameField(form, undefined)
  return field !== undefined && field.shown && field.value === ''
}

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
    // "Cancel" beside a field for the user name leaves the login; nobody has asked for consent yet.
    if (staying || (!refusable && !spoken) || (!spoken && asksWho(form))) return []
    const score = 30 + (strong ? 20 : 5) + (refusable ? 15 : 0) + (spoken ? 10 : 0)
    return [{ form, score: score - 15 * unanswered(form, person).length - (form.shown ? 0 : 20) }]
  })
}

function allow(situation: Situation): Move[] {
  return asking(situation).map(({ form, score }) => {
    const chosen = decision(form, 'allow')
    const answers: Answers = new Map(scopeBoxes(form).map((box) => [box, true]))
    if (chosen !== undefined) answers.set(...chosen)
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

/** Where no button refuses, agreeing to nothing does. */
function emptyHanded(situation: Situation, forms: Form[], score: number): Move[] {
  return forms.flatMap((form) => {
    const boxes = scopeBoxes(form)
    if (boxes.length === 0) return []
    const answers: Answers = new Map(boxes.map((box) => [box, false]))
    return [submitMove(situation, form, { score, did: 'agreed to nothing', button: wanted(form), answers })]
  })
}

/** Why a refusal cannot be sent while scripts do not run: what is sent would say yes. */
function bySameRequest({ page, scripts }: Situation, asked: { form: Form }[]): string | undefined {
  if (scripts === true || !page.scripted || !asked.some(({ form }) => saysSameForNo(form))) return undefined
  return `yes and no are told apart by scripts only: this page needs JavaScript, ${USE_BROWSER}`
}

function deny(situation: Situation): Move[] {
  const asked = asking(situation)
  if (asked.length === 0) return []
  const score = Math.max(...asked.map((each) => each.score))
  const same = bySameRequest(situation, asked)
  if (same !== undefined) return [{ score, did: 'gave up', key: same, go: { stuck: same } }]
  const found = denials(situation, score)
  if (found.length > 0) return found
  const stuck = 'the consent page offers no way to deny'
  const forms = asked.map(({ form }) => form)
  return [...emptyHanded(situation, forms, score), { score: score - 1, did: 'gave up', key: stuck, go: { stuck } }]
}

/** Moves on a page that asks for consent (RFC 6749 section 4.1.1): all scopes on and allowed, or denied. */
export const consentMoves = (situation: Situation): Move[] =>
  situation.consent === 'deny' ? deny(situation) : allow(situation)
