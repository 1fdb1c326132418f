import { once } from 'node:events'
import { createServer } from 'node:http'

import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { checkHref } from '../../reports/html/client/route.ts'
import type { Run } from '../../reports/model.ts'
import { startBrowser } from '../browser/chromium.ts'
import { checkNamed, resultOf, sampleRun } from '../reports/sample-run.ts'
import { attacks, evidenceOf, largeRun, runWithDocuments } from './material.ts'
import { htmlOf, onDisk, open } from './opened.ts'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(async () => browser?.close())

const pwned = 'globalThis.pwned'

describe('text of servers', () => {
  const script = 'javascript:globalThis.pwned=5'
  const bad = resultOf('a.b', {
    verdict: 'fail',
    target: attacks,
    actual: attacks,
    expected: attacks,
    notes: [attacks],
  })
  const known = { reason: attacks, issue: script, until: '2027-01-01' }
  const run: Run = {
    ...sampleRun,
    targets: [{ name: attacks, issuer: script, capabilities: [attacks], from: { file: attacks, line: 1 } }],
    checks: [
      {
        ...checkNamed('a.b', attacks),
        laws: [{ document: attacks, section: attacks, level: 'MUST', url: script }],
        needs: [attacks],
        caution: attacks,
      },
      checkNamed('a.c', attacks),
    ],
    documents: [
      {
        name: 'Another',
        title: attacks,
        url: script,
        binding: true,
        sections: [{ section: '1', title: attacks, url: script }],
      },
    ],
    results: [bad, resultOf('a.c', { target: attacks, verdict: 'warn', known, because: attacks })],
    causes: [],
  }

  test.each(['#/', '#/laws', '#/checks', checkHref(attacks, 'a.b'), `#/${attacks}`])(
    'stay text at %#',
    async (hash) => {
      const address = await onDisk(
        await htmlOf(run, { evidence: new Map([[bad.evidence ?? '', evidenceOf(bad, attacks)]]), base: run }),
      )
      const { page, context, requests, complaints } = await open(browser, address + hash)
      await page.locator('main h1').waitFor()

      await expect.poll(() => page.evaluate(pwned)).toBeUndefined()
      await expect.poll(() => page.locator('main img, main x, main script, [href^="javascript:" i]').count()).toBe(0)
      expect(requests).toEqual([])
      expect(complaints).toEqual([])
      await context.close()
    },
  )
})

describe('what gets into the file all the same', () => {
  let hits = 0
  let listener = ''
  const server = createServer((_, answer) => {
    hits += 1
    answer.end()
  })
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const at = server.address()
    listener = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}`
  })
  afterAll(() => server.close())

  test('is not obeyed', async () => {
    const html = (await htmlOf(sampleRun)).replace(
      '<body>',
      `<body><script>${pwned}=1</script><img src="x" onerror="${pwned}=2"><img src="${listener}/x.png">
       <a id="bad" href="javascript:${pwned}=3">x</a><style>main{display:none!important}</style><base href="${listener}/">
       <form id="form" action="${listener}/"></form><iframe srcdoc="<script>parent.pwned=4</script>"></iframe>
       <link rel="stylesheet" href="${listener}/x.css"><object data="${listener}/"></object>`,
    )
    const { page, context, complaints } = await open(browser, await onDisk(html))
    await page.locator('#bad').click()
    await page.evaluate('document.getElementById("form").submit()')

    await expect.poll(() => page.evaluate(pwned)).toBeUndefined()
    await expect.poll(() => page.getByRole('heading', { level: 1 }).isVisible()).toBe(true)
    expect(complaints.length).toBeGreaterThan(5)
    expect(complaints.filter((text) => !/Content Security Policy/.test(text))).toEqual([])
    expect(hits).toBe(0)
    await context.close()
  })

  test('cannot be made markup, fetched or evaluated by a script of the page', async () => {
    const { page, context } = await open(browser, await onDisk(await htmlOf(sampleRun)))
    const refused = async (code: string): Promise<boolean> =>
      page.evaluate<boolean>(`(async () => { try { await (${code}); return false } catch { return true } })()`)

    expect(await refused('document.body.innerHTML = "<b>x</b>"')).toBe(true)
    expect(await refused(`fetch("${listener}/")`)).toBe(true)
    expect(await refused('setTimeout("globalThis.pwned=1")')).toBe(true)
    expect(await refused('document.createElement("script").text = "globalThis.pwned=1"')).toBe(true)
    await expect.poll(() => page.evaluate(pwned)).toBeUndefined()
    expect(hits).toBe(0)
    await context.close()
  })
})

describe('size', () => {
  /** How often evidence and how often anything was parsed. */
  const counting = `(() => {
    const parse = JSON.parse
    globalThis.parsed = { evidence: 0, all: 0 }
    JSON.parse = (text) => {
      const value = parse(text)
      globalThis.parsed.all += 1
      if (value && value.exchanges) globalThis.parsed.evidence += 1
      return value
    }
  })()`

  test(
    'a thousand results with 20 MB of evidence open, and none of it is parsed until asked for',
    { timeout: 120_000 },
    async () => {
      const { run, evidence } = largeRun(1000, 20_000)
      const html = await htmlOf(run, { evidence })
      expect(html.length).toBeGreaterThan(20_000_000)
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.addInitScript(counting)
      await page.goto(`${await onDisk(html)}#/checks`)
      await page.locator('.areas:not([data-filling])').waitFor()

      await expect.poll(() => page.locator('.row').count()).toBe(1000)
      await expect.poll(() => page.evaluate('parsed')).toEqual({ evidence: 0, all: 1 })
      await page.getByLabel('Search').fill('fail')
      await expect.poll(() => page.locator('.row').count()).toBe(20)
      await expect.poll(() => page.evaluate('parsed')).toEqual({ evidence: 0, all: 1 })
      await context.close()
    },
  )

  test('a body of 5 MB is carried', { timeout: 60_000 }, async () => {
    const result = resultOf('a.b', { verdict: 'fail' })
    const html = await htmlOf(
      { ...runWithDocuments, checks: [checkNamed('a.b')], results: [result] },
      { evidence: new Map([[result.evidence ?? '', evidenceOf(result, `</script>${'\u2028<'.repeat(2_500_000)}`)]]) },
    )
    const { page, context, complaints } = await open(browser, `${await onDisk(html)}#/check/staging/a.b`)
    await page.locator('main h1').waitFor()

    expect(
      await page.evaluate(
        'JSON.parse(document.getElementById("evidence-0").textContent).exchanges[0].response.body.text.length',
      ),
    ).toBe(5_000_009)
    expect(complaints).toEqual([])
    await context.close()
  })
})
