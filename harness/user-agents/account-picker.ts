import { isWeb, originOf } from './addresses.ts'
import { forwardButton } from './fields.ts'
import { intentOf, linkIntent } from './intent.ts'
import { plain } from './meaning.ts'
import { linkMove, submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import { buttonsOf, typedFields } from './page.ts'
import type { Control, Form, Page } from './page.ts'
import { isSideForm } from './side-form.ts'

const DID = 'picked the account'
const CHOOSABLE = new Set(['neutral', 'next', 'allow', 'login'])

/** How surely a text names the person: 0 not at all, 3 as a whole. */
export function names(text: string, username: string): number {
  const [said, name] = [text.trim().toLowerCase(), username.toLowerCase()]
  if (said === name) return 3
  const at = said.indexOf(name)
  const edge = /[\w.@-]/
  const alone = at >= 0 && !edge.test(said[at - 1] ?? ' ') && !edge.test(said[at + name.length] ?? ' ')
  if (alone) return 2
  return ` ${plain(text)} `.includes(` ${plain(username)} `) ? 1 : 0
}

const best = (texts: string[], username: string): number => Math.max(...texts.map((text) => names(text, username)))

function byButton(situation: Situation, form: Form, username: string): Move[] {
  const buttons = buttonsOf(form)
  const deniable = buttons.some((each) => intentOf(each) === 'deny')
  return buttons.flatMap((button) => {
    const intent = intentOf(button)
    const sure = best([button.label, button.value, button.hint], username)
    // "Continue as alice" beside "Cancel" is a consent, and may have to be denied.
    if (sure === 0 || !CHOOSABLE.has(intent) || (deniable && intent !== 'neutral')) return []
    return [submitMove(situation, form, { score: 50 + 10 * sure, did: DID, button })]
  })
}

/** The selects of a form that offer the person, each with that choice. */
export const namingChoices = (form: Form, username: string): [Control, string][] =>
  form.controls.flatMap((select): [Control, string][] => {
    const choice = select.choices.find((each) => best([each.value, each.text], username) > 0)
    return choice === undefined || select.disabled ? [] : [[select, choice.value]]
  })

function byField(situation: Situation, form: Form, username: string): Move[] {
  const button = forwardButton(form)
  if (button === 'never') return []
  const radios = form.controls.filter((each) => each.type === 'radio' && !each.disabled)
  const chosen = radios.filter((each) => best([each.value, each.label], username) > 0)
  const picked = chosen.map((each): [Control, string | boolean] => [each, true])
  const [first] = [...picked, ...namingChoices(form, username)]
  if (first === undefined) return []
  return [submitMove(situation, form, { score: 75, did: DID, button, answers: new Map([first]) })]
}

function byHiddenValue(situation: Situation, form: Form, username: string): Move[] {
  const named = form.controls.some((each) => each.type === 'hidden' && names(each.value, username) === 3)
  const [button, ...more] = buttonsOf(form)
  if (!named || button === undefined || more.length > 0 || !CHOOSABLE.has(intentOf(button))) return []
  return [submitMove(situation, form, { score: 58, did: DID, button })]
}

function byLink({ page }: Situation, username: string): Move[] {
  return page.links.flatMap((link) => {
    const sure = names(link.text, username)
    const here = isWeb(link.url) && originOf(link.url) === originOf(page.url)
    if (sure === 0 || !here || !CHOOSABLE.has(linkIntent(link))) return []
    return [linkMove(40 + 3 * sure, DID, link.url)]
  })
}

function another(situation: Situation): Move[] {
  const { page } = situation
  const buttons = page.forms.flatMap((form) => buttonsOf(form).map((button) => ({ form, button })))
  const pressed = buttons.filter(({ button }) => intentOf(button) === 'another')
  const links = page.links.filter((link) => linkIntent(link) === 'another' && isWeb(link.url))
  const did = 'asked for another account'
  return [
    ...pressed.map(({ form, button }) => submitMove(situation, form, { score: 40, did, button })),
    ...links.map((link) => linkMove(38, did, link.url)),
  ]
}

/** A page where one can log out is someone's home page, not a list of accounts. */
const isHome = (page: Page): boolean =>
  page.links.some((link) => linkIntent(link) === 'logout') ||
  page.forms.some((form) => buttonsOf(form).some((button) => intentOf(button) === 'logout'))

/** Moves that choose the person from a list of accounts made of buttons, radios, a select or links. */
export function pickerMoves(situation: Situation): Move[] {
  const { page, person } = situation
  if (person === undefined) return []
  const forms = page.forms.filter((form) => !isSideForm(form) && typedFields(form).every((each) => !each.shown))
  const ways = [byButton, byField, byHiddenValue]
  const found = forms.flatMap((form) => ways.flatMap((way) => way(situation, form, person.username)))
  if (isHome(page)) return found
  const all = [...found, ...byLink(situation, person.username)]
  return all.length > 0 ? all : another(situation)
}
