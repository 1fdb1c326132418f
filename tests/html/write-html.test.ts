import { createHash } from 'node:crypto'

import { load } from 'cheerio'
import { describe, expect, test } from 'vitest'

import { formats } from '../../reports/formats.ts'
import { htmlAround } from '../../reports/html/write-html.ts'
import type { Evidence } from '../../reports/model.ts'
import { sourceOf, type Source } from '../../reports/source.ts'
import { resultOf, runWith, sampleRun } from '../reports/sample-run.ts'
import { attacks, evidenceOf, largeRun, sampleEvidence } from './material.ts'
import { htmlOf } from './opened.ts'

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

test('it is a format, and made of the built viewer', async () => {
  expect(formats.html.file).toBe('index.html')
  const [head = ''] = [await formats.html.write(sourceOf(sampleRun), {}).next()].map(({ value }) => value ?? '')
  expect(head).toContain('<!doctype html>')
})

describe('the file', () => {
  test('allows its own script and style, and nothing else', async () => {
    const page = load(await htmlOf(sampleRun))
    const policy = page('meta[http-equiv]').attr('content') ?? ''
    const scripts = page('script:not([type])').toArray()

    expect(scripts).toHaveLength(1)
    expect(page('style')).toHaveLength(1)
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hashOf(page(scripts).text())}`,
      `style-src ${hashOf(page('style').text())}`,
      'img-src data:',
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ])
    expect(page('[style], [onclick], [src], iframe, object, form')).toHaveLength(0)
  })

  test('holds the run, the earlier run, evidence and pictures, each as it was', async () => {
    const [result] = sampleRun.results
    if (result === undefined) throw new Error('no result')
    const evidence = evidenceOf(result, `${attacks} \u2028 \u202E \0`)
    const seen = { ...result, picture: 'evidence/staging/x.png' }
    const page = load(
      await htmlOf(runWith(seen), {
        evidence: new Map([[result.evidence ?? '', evidence]]),
        pictures: new Map([['evidence/staging/x.png', Uint8Array.of(1, 2, 250)]]),
        base: sampleRun,
      }),
    )

    expect(JSON.parse(page('#run').text())).toEqual(JSON.parse(JSON.stringify(runWith(seen))))
    expect(JSON.parse(page('#base').text()).results).toHaveLength(sampleRun.results.length)
    expect(JSON.parse(page('#evidence-0').text())).toEqual(evidence)
    expect(Buffer.from(page('#picture-0').text(), 'base64')).toEqual(Buffer.from([1, 2, 250]))
  })

  test('tells without scripts what is broken', async () => {
    const page = load(await htmlOf(sampleRun, { evidence: sampleEvidence }), { scriptingEnabled: false })
    const told = page('#static').text()

    expect(told).toContain('Scripts are off')
    expect(told).toContain('3 checks found a law broken.')
    expect(told).toContain('400 with error=invalid_grant')
    expect(told).toContain('200 with access_token')
    expect(told).toContain('npx oauth-assay run code.single-use --config assay.config.yaml')
    expect(told).toContain('login form not found')
    expect(page('x, #static script')).toHaveLength(0)
  })

  test('is the same whatever the order the run came in', async () => {
    const turned = { ...sampleRun, results: sampleRun.results.toReversed(), checks: sampleRun.checks.toReversed() }

    expect(await htmlOf(turned, { evidence: sampleEvidence })).toBe(
      await htmlOf(sampleRun, { evidence: sampleEvidence }),
    )
  })

  test('tells no folder of the machine', async () => {
    const [target] = sampleRun.targets
    if (target === undefined) throw new Error('no target')
    const file = ['', 'home', 'ada', 'targets.yaml'].join('/')
    const html = await htmlOf({ ...sampleRun, targets: [{ ...target, from: { file, line: 4 } }] })

    expect(html).not.toContain('ada')
    expect(html).toContain('targets.yaml')
  })

  test('text of a server is never markup', async () => {
    const bad = resultOf('a.b', {
      verdict: 'fail',
      actual: attacks,
      expected: attacks,
      because: attacks,
      notes: [attacks],
    })
    const blocked = resultOf('a.c', { verdict: 'blocked', because: attacks })
    const html = await htmlOf(runWith(bad, blocked), {
      evidence: new Map<string, Evidence>([[bad.evidence ?? '', evidenceOf(bad, attacks)]]),
    })
    const page = load(html)

    expect(page('img, svg, a, x')).toHaveLength(0)
    expect(page('script')).toHaveLength(3)
    expect(html).not.toMatch(/[\u2028\u2029\u202A-\u202E\u2066-\u2069]/)
  })
})

test('no more than a few pieces of evidence are asked for ahead of what is written', async () => {
  const { run, evidence } = largeRun(40, 100)
  let asked = 0
  const source: Source = {
    ...sourceOf(run, evidence),
    evidence: async (result) => {
      asked += 1
      return evidence.get(result.evidence ?? '')
    },
  }
  let written = 0
  for await (const piece of htmlAround('', source, {})) {
    if (piece.includes('id="evidence-')) written += 1
    expect(asked - written).toBeLessThan(10)
  }
  expect(written).toBe(40)
})
