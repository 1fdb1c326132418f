import type { Result, Run } from './model.ts'

/** Why a result of a run has its verdict, without what differs by chance from run to run. */
export function comparableReason({ targets, causes }: Pick<Run, 'targets' | 'causes'>): (result: Result) => string {
  const issuers = new Map(targets.map(({ name, issuer }) => [name, issuer]))
  const texts = new Map(causes.map(({ id, text }) => [id, text]))
  return ({ target, verdict, expected, actual, because, cause }) => {
    if (verdict === 'pass') return ''
    const reason = [expected, actual, because, cause === null ? '' : (texts.get(cause) ?? '')]
    return steady(JSON.stringify(reason), issuers.get(target) ?? '')
  }
}

/** Stable names are numbered in the order in which values appear, and embedded mocks listen where there is room. */
function steady(text: string, issuer: string): string {
  return (issuer === '' ? text : text.replaceAll(issuer, '‹issuer›'))
    .replaceAll(/#\d+›/g, '›')
    .replaceAll(/\b(127\.0\.0\.1|localhost|\[::1\]):\d+/g, '$1')
}
