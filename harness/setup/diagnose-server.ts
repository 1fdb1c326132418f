import { Answer } from '../http/answer.ts'
import type { TargetConfig } from '../target/config/config.ts'
import type { Bench } from './bench.ts'
import { type Diagnosis, ill, well } from './diagnosis.ts'

/** Seconds by which a clock may be off before it matters to short lifetimes and assertions. */
const skewAllowed = 5

/** What the metadata document and its answer tell: where it is, whose it is, and what time it is there. */
export function diagnoseServer(config: TargetConfig, { target, line }: Bench): Diagnosis[] {
  return [
    well(`${new URL(config.issuer).origin} answers`),
    metadataOf(config, target),
    ...issuerOf(config, target),
    ...clockOf(line),
  ]
}

function metadataOf({ discovery }: TargetConfig, target: Bench['target']): Diagnosis {
  if (target.has('discovery')) return well('it publishes a metadata document')
  if (!discovery) return well('no metadata document is asked for (discovery: false)')
  const fix = 'correct the issuer, or write discovery: false and fill in metadata'
  return ill('no metadata document was found at the usual places', ['issuer'], fix)
}

function issuerOf({ issuer }: TargetConfig, { metadata }: Bench['target']): Diagnosis[] {
  const stated = metadata['issuer']
  if (typeof stated !== 'string') return []
  if (stated === issuer) return [well('the metadata document names the same issuer')]
  return [ill(`the metadata document names the issuer ${stated}`, ['issuer'], `write issuer: ${stated}`)]
}

function clockOf({ exchanges }: Bench['line']): Diagnosis[] {
  for (const { request, response, id, at, ms } of exchanges) {
    if (response === undefined) continue
    const date = Date.parse(new Answer({ ...response, request, exchange: id, at }).header('date') ?? '')
    if (Number.isNaN(date)) continue
    const seconds = Math.round((date - (at + ms)) / 1000)
    if (Math.abs(seconds) <= skewAllowed) return [well(`its clock agrees with this one within ${skewAllowed} s`)]
    const way = seconds > 0 ? 'ahead of' : 'behind'
    const fix = 'set both clocks; checks of expiry and of signed assertions depend on them'
    return [ill(`its clock is ${Math.abs(seconds)} s ${way} this one`, ['issuer'], fix)]
  }
  return []
}
