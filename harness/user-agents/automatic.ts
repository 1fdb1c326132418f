import { isWeb, resolve, sameTarget } from './addresses.ts'
import { intentOf } from './intent.ts'
import { linkMove, submitMove } from './move.ts'
import type { Move, Situation } from './move.ts'
import { buttonsOf, sends } from './page.ts'
import type { Form } from './page.ts'
import { isSideForm } from './side-form.ts'
import { actionOf } from './submit.ts'

const SUBMITS = /\.\s*(?:requestSubmit|submit)\s*\(/
const MOVES =
  /\blocation(?:\s*\.\s*href)?\s*=\s*(["'])(.{1,4000}?)\1|\blocation\s*\.\s*(?:replace|assign)\s*\(\s*(["'])(.{1,4000}?)\3/
const ANSWER = new Set(['code', 'state', 'error', 'access_token', 'id_token', 'response', 'iss'])

/** True for a form without anything to see but, at most, its buttons. */
const isSilent = (form: Form): boolean => form.controls.every((each) => sends(each) || !each.shown)

const isUseful = (form: Form): boolean => isSilent(form) && form.controls.length > 0 && !isSideForm(form)

/** The answer to the client in a form that sends itself (OAuth 2.0 Form Post Response Mode section 2). */
export function formPost(situation: Situation): Move[] {
  const { page, redirectUri } = situation
  return page.forms.flatMap((form) => {
    const answer = form.controls.some((each) => ANSWER.has(each.name))
    const target = actionOf(form, undefined, page)
    const there = target !== undefined && sameTarget(target, redirectUri)
    const cancels = buttonsOf(form).some((each) => intentOf(each) === 'deny')
    if (!there || !answer || !isSilent(form) || cancels) return []
    return [submitMove(situation, form, { score: 100, did: 'sent the form_post answer' })]
  })
}

/** How surely a silent form is sent by the page's scripts: a button a person can see may be meant for the person. */
function selfScore(form: Form, busy: boolean): number {
  const buttons = buttonsOf(form).filter((each) => each.shown && !each.fallback)
  if (buttons.length > 1 || buttons.some((each) => !['next', 'neutral'].includes(intentOf(each)))) return 0
  if (busy) return 30
  return buttons.length === 0 ? 85 : 40
}

function selfSubmitting(situation: Situation): Move[] {
  const { page } = situation
  if (!SUBMITS.test(page.scripts)) return []
  const busy = page.forms.some((form) => !isSilent(form))
  // Scripts submit without a button, so its name and value are not sent.
  return page.forms
    .filter(isUseful)
    .map((form) =>
      submitMove(situation, form, { score: selfScore(form, busy), did: 'sent the form that submits itself' }),
    )
}

function refresh({ page, redirectUri }: Situation): Move[] {
  const { refresh: found } = page
  if (found === undefined) return []
  if (sameTarget(found.url, redirectUri)) return [linkMove(95, 'followed a refresh', found.url)]
  const soon = found.seconds <= 30 && isWeb(found.url)
  return soon ? [linkMove(35, 'followed a refresh', found.url)] : []
}

/** Undoes the escapes of a JavaScript string literal; nothing is ever evaluated. */
const unescaped = (literal: string): string =>
  literal
    .replace(/\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))/gi, (_all, long: string | undefined, short: string | undefined) =>
      String.fromCharCode(Number.parseInt(long ?? short ?? '', 16)),
    )
    .replace(/\\(.)/g, '$1')

function scriptedMove({ page, redirectUri }: Situation): Move[] {
  const match = MOVES.exec(page.scripts)
  const url = match === null ? undefined : resolve(unescaped(match[2] ?? match[4] ?? ''), page.base)
  if (url === undefined) return []
  if (sameTarget(url, redirectUri)) return [linkMove(95, 'followed a scripted redirect', url)]
  return page.forms.length === 0 && isWeb(url) ? [linkMove(32, 'followed a scripted redirect', url)] : []
}

function answerLink({ page, redirectUri }: Situation): Move[] {
  const links = page.links.filter((link) => sameTarget(link.url, redirectUri))
  const granted = links.find(({ url }) => /[?&#](?:code|access_token|id_token|response)=/.test(url))
  return granted === undefined ? [] : [linkMove(60, 'followed the link to the client', granted.url)]
}

/** Moves a page makes by itself in a browser: form_post answers, self-submitting forms, refreshes, scripted redirects. */
export const automaticMoves = (situation: Situation): Move[] => [
  ...formPost(situation),
  ...selfSubmitting(situation),
  ...refresh(situation),
  ...scriptedMove(situation),
  ...answerLink(situation),
]
