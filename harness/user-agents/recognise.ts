import { pickerMoves } from './account-picker.ts'
import { automaticMoves } from './automatic.ts'
import { consentMoves } from './consent-page.ts'
import { answerMoves, onwardMoves } from './interstitial.ts'
import { loginMoves } from './login-form.ts'
import type { Move, Situation } from './move.ts'
import type { Page } from './page.ts'
import { userCodeMoves } from './user-code.ts'

/** More than this no login or consent page has; what comes after it is not judged. */
const MOST = { forms: 50, controls: 500, links: 300 }

function judged(page: Page): Page {
  let controls = 0
  const forms = page.forms.slice(0, MOST.forms).filter((form) => (controls += form.controls.length) <= MOST.controls)
  return { ...page, forms, links: page.links.slice(0, MOST.links) }
}

const LEAST = 25
const TIRED = 30

const allMoves = (situation: Situation): Move[] => [
  ...automaticMoves(situation),
  ...userCodeMoves(situation),
  ...loginMoves(situation),
  ...pickerMoves(situation),
  ...consentMoves(situation),
  ...answerMoves(situation),
  ...onwardMoves(situation),
]

/**
 * The move most of a page speaks for, or undefined when nothing speaks loud enough. A move made before counts for less,
 * so that a wrong guess is not repeated while another is left.
 */
export function recognise(whole: Situation, made: (move: Move) => number): Move | undefined {
  const situation = { ...whole, page: judged(whole.page) }
  const moves = situation.untouched === true ? automaticMoves(situation) : allMoves(situation)
  const worth = (move: Move) => move.score - TIRED * made(move)
  const likely = moves.filter((move) => move.score >= LEAST)
  return likely.reduce<Move | undefined>(
    (best, move) => (best === undefined || worth(move) > worth(best) ? move : best),
    undefined,
  )
}
