/// <reference lib="dom" />
import type { CheckFacts, Evidence, Exchange, Result } from '../../../model.ts'
import { sign } from '../badge.ts'
import { h } from '../dom.ts'
import { exchangeView } from './exchange-view.ts'
import { roundsOf, type Round } from './rounds.ts'
import { visibleLine } from './visible.ts'

/** The steps of a check in order with what was exchanged in each; the one that was judged is open. */
export function stepsView(result: Result, check: CheckFacts | undefined, evidence: Evidence | undefined): HTMLElement {
  const { rounds, outside, earlier } = roundsOf(result, evidence?.exchanges ?? [])
  const show = (exchange: Exchange, open = false): HTMLElement => exchangeView(exchange, evidence?.jwts, open)
  return h(
    'section',
    { class: 'steps' },
    h('h3', {}, 'Steps'),
    rounds.length === 0 ? h('p', {}, 'No step was begun.') : undefined,
    h('ol', {}, ...rounds.map((round) => h('li', {}, stepView(round, check, show)))),
    ...rest('Outside of the steps', outside, show),
    ...rest('Earlier judgements of this check', earlier, show),
    h('p', { class: 'quiet' }, kept(result, evidence)),
  )
}

function kept(result: Result, evidence: Evidence | undefined): string {
  if (result.evidence === null) return 'Nothing was exchanged, so there is no evidence.'
  if (evidence === undefined)
    return `The evidence is not part of this page; its file in the report folder is ${visibleLine(result.evidence)}`
  return `Evidence file in the report folder: ${visibleLine(result.evidence)}`
}

type Show = (exchange: Exchange, open?: boolean) => HTMLElement

function stepView({ step, exchanges, judged }: Round, check: CheckFacts | undefined, show: Show): HTMLElement {
  const text = check?.steps.find(({ name }) => name === step.name)?.text
  const focus = judged ? (exchanges.find(({ response }) => response === null) ?? exchanges.at(-1)) : undefined
  return h(
    'details',
    { class: judged ? 'step judged' : 'step', open: judged },
    h(
      'summary',
      {},
      sign(step.ok ? 'pass' : 'fail'),
      ' ',
      h('b', {}, visibleLine(step.name)),
      h('span', {}, step.ok ? ' done' : ' not done'),
      judged ? h('span', { class: 'here' }, 'judged here') : undefined,
      h('span', { class: 'quiet' }, `${requests(step.exchanges.length)}, ${step.ms} ms`),
      text === undefined ? undefined : h('span', { class: 'step-text' }, visibleLine(text)),
    ),
    ...exchanges.map((exchange) => show(exchange, exchange === focus)),
  )
}

function requests(count: number): string {
  return count === 1 ? '1 request' : `${count} requests`
}

function rest(title: string, exchanges: readonly Exchange[], show: Show): HTMLElement[] {
  if (exchanges.length === 0) return []
  const shown = exchanges.map((exchange) =>
    h(
      'li',
      {},
      h('p', { class: 'quiet' }, visibleLine(`Attempt ${exchange.attempt}, step ${exchange.step}`)),
      show(exchange),
    ),
  )
  return [
    h('details', { class: 'step' }, h('summary', {}, `${title}: ${requests(exchanges.length)}`), h('ol', {}, ...shown)),
  ]
}
