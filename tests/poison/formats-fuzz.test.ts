import { array, constantFrom, sample } from 'fast-check'
import { describe, expect, test } from 'vitest'

import { Secrets } from '../../harness/evidence/redactor.ts'
import { formats, isFormat, type FormatName } from '../../reports/formats.ts'
import type { Evidence, Run } from '../../reports/model.ts'
import { sourceOf } from '../../reports/source.ts'
import { ENCODERS } from '../evidence/encoders.ts'
import { Search } from '../acceptance/needles.ts'
import { resultOf, runWith } from '../reports/sample-run.ts'

const ordinary = [...'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.~']
const odd = [
  '%',
  '+',
  '/',
  '=',
  '"',
  "'",
  '\\',
  '<',
  '>',
  '&',
  '#',
  '|',
  '`',
  '*',
  '@',
  ';',
  ' ',
  'é',
  '日',
  '%2',
  '\\n',
  '&lt',
]
const anySecret = array(constantFrom(...ordinary, ...ordinary, ...odd), { minLength: 12, maxLength: 24 }).map((each) =>
  each.join(''),
)
const secretsTried = sample(anySecret, { numRuns: 25, seed: 20 })

/** Formats that tell what a server said; a badge tells sums only. */
const telling = Object.keys(formats)
  .filter(isFormat)
  .filter((format) => !format.startsWith('badge'))

/** One result for each encoding of a text, with the text between marks in what the server did and in the evidence. */
function material(secret: string, redact: (text: string) => string): { run: Run; evidence: Map<string, Evidence> } {
  const said = Object.values(ENCODERS).map((encode, index) => redact(`Q${index}Q ${encode(secret)} Z${index}Z`))
  const results = said.map((actual, index) =>
    resultOf(`code.rule-${index}`, { verdict: 'fail', expected: 'an error', actual }),
  )
  const evidence = results.map(({ evidence, check }, index): [string, Evidence] => [
    evidence ?? '',
    { schema: 1, target: 'staging', check, exchanges: [exchangeWith(said[index] ?? '')] },
  ])
  return { run: runWith(...results), evidence: new Map(evidence) }
}

function exchangeWith(text: string): Evidence['exchanges'][number] {
  const body = { text, bytes: text.length, truncated: false, sha256: null }
  return {
    id: 'x1',
    step: 'second',
    attempt: 1,
    at: '2026-01-02T03:04:05.000Z',
    ms: 3,
    failure: null,
    request: { method: 'POST', url: 'https://login.staging.example/token', headers: [], body },
    response: { status: 200, headers: [['x-said', text]], body },
  }
}

async function written(format: FormatName, { run, evidence }: ReturnType<typeof material>): Promise<string> {
  const parts: string[] = []
  for await (const part of formats[format].write(sourceOf(run, evidence), { out: 'conformance-report' }))
    parts.push(part)
  return parts.join('')
}

describe.each(telling)('%s', (format) => {
  test('hides no secret from the search for secrets, however the server wrote it', async () => {
    for (const secret of secretsTried) {
      const secrets = new Secrets()
      secrets.add('access_token', secret)
      const text = await written(format, material(secret, String))
      const found = secrets.leaks(text).map(({ at }) => at)
      const missed = Object.keys(ENCODERS).filter((_, index) => {
        const [from, to] = [text.indexOf(`Q${index}Q`), text.indexOf(`Z${index}Z`)]
        return from < 0 || !found.some((at) => at > from && at < to)
      })
      expect([secret, missed]).toEqual([secret, []])
    }
  })

  test('brings back nothing that was taken out', async () => {
    for (const secret of secretsTried) {
      const secrets = new Secrets()
      secrets.add('access_token', secret)
      const text = await written(
        format,
        material(secret, (said) => secrets.redact(said)),
      )
      expect(text).toContain('Q0Q')
      expect([secret, secrets.leaks(text), new Search([secret]).findIn(text)]).toEqual([secret, [], []])
    }
  })
})
