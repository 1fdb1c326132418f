/// <reference lib="dom" />
import { changeKinds, compare, type Change, type ChangeKind } from '../../../compare.ts'
import type { Result, Run } from '../../../model.ts'
import { fullBadgeOf } from '../badge.ts'
import { checkAddress } from '../check/addresses.ts'
import { visible, visibleLine } from '../check/visible.ts'
import type { Data } from '../data.ts'
import { h } from '../dom.ts'
import { kindTexts } from './kind-texts.ts'

/** Longest list that is shown unfolded. */
const unfolded = 50

/** What differs between the earlier run and this one. */
export function compareView({ run, base }: Data): HTMLElement {
  if (base === undefined) return section(h('p', {}, 'This report was made without an earlier run to compare with.'))
  const found = compare(base, run)
  const there = changeKinds.filter((kind) => found[kind].length > 0)
  const severalTargets = new Set([...base.targets, ...run.targets].map(({ name }) => name)).size > 1
  return section(
    h('p', {}, runLine('Earlier', base), h('br'), runLine('This', run)),
    found.profileDiffers
      ? mind(`The profiles differ (${base.run.profile}, ${run.run.profile}), so that the same may be judged otherwise.`)
      : undefined,
    found.selectionDiffers
      ? mind('The runs were told to judge different checks, so that some are in one of them only.')
      : undefined,
    there.length === 0 ? h('p', {}, 'Nothing differs.') : tally(there, found),
    ...there.map((kind) => list(kind, found[kind], severalTargets)),
  )
}

function section(...content: readonly (HTMLElement | undefined)[]): HTMLElement {
  return h('section', { class: 'compare-view' }, h('h2', {}, 'Compared with an earlier run'), ...content)
}

function mind(text: string): HTMLElement {
  return h('p', { class: 'mind' }, visibleLine(text))
}

function runLine(word: string, { run, tool, results }: Run): HTMLElement {
  const told = `${word} run: ${run.started}, ${results.length} results, ${tool.name} ${tool.version}, profile ${run.profile}`
  return h('span', {}, visibleLine(told))
}

function tally(kinds: readonly ChangeKind[], found: Readonly<Record<ChangeKind, readonly Change[]>>): HTMLElement {
  const items = kinds.map((kind) => h('li', {}, `${kindTexts[kind].title}: ${found[kind].length}`))
  return h('ul', { class: 'tally' }, ...items)
}

function list(kind: ChangeKind, changes: readonly Change[], severalTargets: boolean): HTMLElement {
  const { title, about } = kindTexts[kind]
  const items = h('ul', { class: 'changes' }, ...changes.map((change) => item(kind, change, severalTargets)))
  return h(
    'section',
    { class: `kind kind-${kind}` },
    h('h3', {}, `${title} (${changes.length})`),
    h('p', { class: 'quiet' }, about),
    changes.length <= unfolded ? items : h('details', {}, h('summary', {}, `Show all ${changes.length}`), items),
  )
}

function item(kind: ChangeKind, change: Change, severalTargets: boolean): HTMLElement {
  const { check, target, title, before, after } = change
  const name = visibleLine(check)
  return h(
    'li',
    {},
    h('div', { class: 'move' }, badge(before), h('span', { 'aria-label': 'then' }, ' → '), badge(after)),
    h(
      'div',
      {},
      after === undefined ? h('code', {}, name) : h('a', { href: checkAddress(change) }, h('code', {}, name)),
      severalTargets ? ` on ${visibleLine(target)}` : undefined,
      h('div', {}, visibleLine(title)),
      ...reasons(kind, before, after),
    ),
  )
}

function badge(result: Result | undefined): HTMLElement {
  return result === undefined ? h('span', { class: 'quiet' }, 'absent') : fullBadgeOf(result)
}

/** Why it was so before and is so now, where that says more than the verdicts. */
function reasons(kind: ChangeKind, before: Result | undefined, after: Result | undefined): HTMLElement[] {
  const pairs: readonly (readonly [string, string | undefined])[] =
    kind === 'knownAdded' || kind === 'knownRemoved'
      ? [
          ['Before', before?.known?.reason],
          ['Now', after?.known?.reason],
        ]
      : [
          ['Before', kind === 'newlyBroken' || kind === 'worse' ? undefined : reasonOf(before)],
          ['Now', reasonOf(after)],
        ]
  const told = pairs.flatMap(([word, text]) =>
    text === undefined ? [] : [h('dt', {}, word), h('dd', {}, visible(text))],
  )
  return told.length === 0 || kind === 'added' || kind === 'removed' || kind === 'lawChanged'
    ? []
    : [h('dl', {}, ...told)]
}

function reasonOf(result: Result | undefined): string | undefined {
  if (result === undefined || result.verdict === 'pass') return undefined
  return result.actual ?? result.because
}
