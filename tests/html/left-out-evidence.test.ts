import { load } from 'cheerio'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { htmlAround } from '../../reports/html/write-html.ts'
import type { Run } from '../../reports/model.ts'
import { sourceOf } from '../../reports/source.ts'
import { startBrowser } from '../browser/chromium.ts'
import { resultOf, runWith, sampleRun } from '../reports/sample-run.ts'
import { largeRun, sampleEvidence } from './material.ts'
import { htmlOf, onDisk, open } from './opened.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => browser?.close())

test('evidence of what found nothing is left out where it grows too large, that of what found something never', async () => {
  const { run, evidence } = largeRun(100, 1_000)
  const pieces: string[] = []
  for await (const piece of htmlAround('', sourceOf(run, evidence), {}, 30_000)) pieces.push(piece)
  const page = load(pieces.join(''))
  const { results } = JSON.parse(page('#run').text()) as Run
  const kept = results.filter((_result, index) => page(`#evidence-${index}`).length === 1)

  expect(kept.filter(({ verdict }) => verdict === 'fail')).toHaveLength(2)
  expect(kept.length).toBeGreaterThan(10)
  expect(kept.length).toBeLessThan(30)
  expect(pieces.filter((piece) => piece.includes('id="evidence-')).join('').length).toBeLessThanOrEqual(30_000)
})

test.each([
  [
    'says how much',
    sampleRun,
    sampleRun.results.filter(({ evidence }) => evidence !== null).length - sampleEvidence.size,
  ],
  ['says nothing where nothing', runWith(resultOf('code.a', { evidence: null })), 0],
])('a page %s is in the files of the report only', async (_says, run, count) => {
  const { page, context } = await open(browser, await onDisk(await htmlOf(run, { evidence: sampleEvidence })))
  const facts = await page.locator('dl.facts dd').allTextContents()
  expect(facts.filter((text) => text.includes('not part of this page'))).toEqual(
    count === 0 ? [] : [`that of ${count} results is not part of this page, but of the folder evidence/ of the report`],
  )
  await context.close()
})

test('a check whose evidence is left out tells how many requests it made, and the file', async () => {
  const step = sampleRun.results.flatMap(({ steps }) => steps).find(({ exchanges }) => exchanges.length > 0)
  if (step === undefined) throw new Error('no step with exchanges')
  const address = await onDisk(await htmlOf(runWith(resultOf('code.a', { steps: [step] }))))
  const { page, context } = await open(browser, `${address}#/check/${sampleRun.targets[0]?.name}/code.a`)
  const text = (await page.locator('section.steps').textContent()) ?? ''
  expect(text).toContain(`${step.exchanges.length} request`)
  expect(text).toContain('its file in the report folder is evidence/')
  await context.close()
})
