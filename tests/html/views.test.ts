import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startBrowser } from '../browser/chromium.ts'
import { resultOf, runWith, sampleRun } from '../reports/sample-run.ts'
import { runWithDocuments, sampleEvidence } from './material.ts'
import { htmlOf, onDisk, open, type Opened } from './opened.ts'

let browser: Browser
let address = ''
beforeAll(async () => {
  browser = await startBrowser()
  address = await onDisk(await htmlOf(runWithDocuments, { evidence: sampleEvidence }))
})
afterAll(async () => browser?.close())

/** Opens a view, and at the end asks whether the page was content. */
async function visit(hash: string, read: (opened: Opened) => Promise<void>, where = address): Promise<void> {
  const opened = await open(browser, where + hash)
  await read(opened)
  expect(opened.complaints).toEqual([])
  expect(opened.requests).toEqual([])
  await opened.context.close()
}

describe('the summary', () => {
  test('says the verdict, counts, and what is broken', async () => {
    await visit('', async ({ page }) => {
      await expect.poll(() => page.title()).toBe('Summary · Assay')
      await expect
        .poll(() => page.getByRole('heading', { level: 1 }).textContent())
        .toBe('3 checks found a law broken.')
      await expect.poll(() => page.locator('.headline').textContent()).toContain('Exit code 1')
      await expect.poll(() => page.locator('.standings li').allTextContents()).toHaveLength(8)
      await expect.poll(() => page.locator('.standings .fail').textContent()).toContain('3 fail')
      await expect.poll(() => page.locator('.standings .known').textContent()).toContain('1 known')
      await expect.poll(() => page.locator('.card').allTextContents()).toHaveLength(4)
      await expect.poll(() => page.locator('.card').nth(1).textContent()).toContain('400 with error=invalid_grant')
      await expect.poll(() => page.locator('.card').nth(0).textContent()).toContain('(unstable)')
      const text = (await page.locator('main').textContent()) ?? ''
      expect(text).toContain('login form not found')
      expect(text).toContain('2 checks')
      expect(text).toContain('AUTH-1')
      expect(text).toContain('until 2027-03-31 (453 days left)')
      expect(text).toContain('1 of 3')
      await expect.poll(() => page.locator('#static').count()).toBe(0)
    })
  })

  test('leaves counts of nothing out where there is little room', async () => {
    const calm = await onDisk(await htmlOf(runWith(resultOf('code.a'))))
    const visible = async (width: number): Promise<number> => {
      const { page, context } = await open(browser, calm, { viewport: { width, height: 780 } })
      const count = await page.locator('.standings li').filter({ visible: true }).count()
      await context.close()
      return count
    }
    expect([await visible(1280), await visible(360)]).toEqual([8, 1])
  })

  test('leads to the results behind a count', async () => {
    await visit('', async ({ page }) => {
      await page.locator('.standings .fail a').click()
      await expect.poll(() => page.getByRole('status').textContent()).toBe('3 of 11 results')
      await expect.poll(() => page.title()).toBe('Checks · Assay')
    })
  })
})

describe('the laws', () => {
  test('stand by document and section, covered or not', async () => {
    await visit('#/laws', async ({ page }) => {
      await expect
        .poll(() => page.getByRole('heading', { level: 2 }).allTextContents())
        .toEqual(['RFC 6749 The OAuth 2.0 Authorization Framework'])
      await expect.poll(() => page.locator('.sections > li').allTextContents()).toHaveLength(3)
      await expect
        .poll(() => page.locator('.sections .uncovered h3').allTextContents())
        .toEqual(['§4.2 Title of 4.2', '§4.10 Title of 4.10'])
      await page.getByRole('link', { name: 'Not covered' }).click()
      await page.getByText('2 sections of 1 document').waitFor()
      await page.getByRole('link', { name: 'Broken', exact: true }).click()
      await page.getByText('1 section of 1 document').waitFor()
      await page.getByRole('link', { name: 'The server obeys code.single-use', exact: true }).click()
      await expect.poll(() => page.title()).toBe('code.single-use: fail · Assay')
    })
  })
})

describe('the checks', () => {
  test('are searched while typing, and the address keeps the search', async () => {
    await visit('#/checks', async ({ page }) => {
      const rows = page.locator('.row')
      const status = page.getByRole('status')
      await expect.poll(() => status.textContent()).toBe('11 results')
      await expect.poll(() => page.getByRole('heading', { level: 2 }).allTextContents()).toEqual(['code 6', 'token 5'])

      await page.getByLabel('Search').fill('fail area:code')
      await expect.poll(() => status.textContent()).toBe('2 of 11 results')
      await expect.poll(() => rows.count()).toBe(2)
      await expect.poll(() => page.evaluate('location.hash')).toBe('#/checks?q=fail%20area%3Acode')

      await page.reload()
      await expect.poll(() => page.getByLabel('Search').inputValue()).toBe('fail area:code')
      await expect.poll(() => rows.count()).toBe(2)

      await page.getByRole('button', { name: 'fail' }).click()
      await expect.poll(() => page.getByLabel('Search').inputValue()).toBe('area:code')
      await expect.poll(() => rows.count()).toBe(6)
      await page.getByRole('button', { name: 'known' }).click()
      await expect.poll(() => page.getByRole('button', { name: 'known' }).getAttribute('aria-pressed')).toBe('true')
      await expect.poll(() => rows.count()).toBe(1)

      await page.getByLabel('Search').fill('nothing is called so')
      await expect.poll(() => status.textContent()).toBe('0 of 11 results')
      await page.getByText('No result is like that.').waitFor()
    })
  })

  test('one is opened, and back leads to the row it was opened from', async () => {
    await visit('#/checks?q=fail', async ({ page }) => {
      await page.locator('.row').nth(1).click()
      await expect.poll(() => page.title()).toBe('code.single-use: fail · Assay')
      await page.goBack()
      await page.locator('.row').nth(1).waitFor()
      await expect.poll(() => page.getByRole('status').textContent()).toBe('3 of 11 results')
      await expect
        .poll(() => page.evaluate('document.activeElement.getAttribute("href")'))
        .toBe('#/check/staging/code.single-use')
    })
  })
})

describe('the keyboard', () => {
  test('searches, moves, opens and goes back', async () => {
    await visit('', async ({ page }) => {
      const focused = () => page.evaluate<string>('document.activeElement.getAttribute("href")')
      await page.keyboard.press('/')
      await page.locator('#search:focus').waitFor()
      await page.keyboard.type('fail j/k?')
      await expect.poll(() => page.getByLabel('Search').inputValue()).toBe('fail j/k?')
      await page.getByLabel('Search').fill('fail')
      await page.keyboard.press('Escape')
      await expect.poll(() => focused()).toBe('#/check/staging/code.race')
      await page.keyboard.press('j')
      await expect.poll(() => focused()).toBe('#/check/staging/code.single-use')
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await expect.poll(() => focused()).toBe('#/check/staging/token.hostile')
      await page.keyboard.press('k')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.title()).toMatch(/^code\.single-use/)
      await page.keyboard.press('Escape')
      await expect.poll(() => page.title()).toMatch(/^Checks/)
      await expect.poll(() => focused()).toBe('#/check/staging/code.single-use')
    })
  })

  test('goes from a check to the next and back', async () => {
    await visit('#/check/staging/code.single-use', async ({ page }) => {
      await page.keyboard.press('j')
      await expect.poll(() => page.title()).toMatch(/^code\.warned/)
      await page.keyboard.press('k')
      await expect.poll(() => page.title()).toMatch(/^code\.single-use/)
    })
  })

  test('explains itself, and leaves other keys alone', async () => {
    await visit('', async ({ page }) => {
      await page.keyboard.press('?')
      await expect.poll(() => page.getByRole('dialog').textContent()).toContain('previous row')
      await page.keyboard.press('Escape')
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
      await page.keyboard.press('Control+j')
      await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('BODY')
    })
  })

  test('skips to the content without losing the view', async () => {
    await visit('#/laws', async ({ page }) => {
      await page.keyboard.press('Tab')
      await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main')
      await expect.poll(() => page.evaluate('location.hash')).toBe('#/laws')
    })
  })
})

test('a new view is told by its heading', async () => {
  await visit('', async ({ page }) => {
    await page.getByRole('navigation').getByRole('link', { name: 'Laws' }).click()
    await expect
      .poll(() => page.evaluate('document.activeElement.tagName + document.activeElement.textContent'))
      .toBe('H1Laws')
    await expect.poll(() => page.locator('nav [aria-current=page]').allTextContents()).toEqual(['Laws'])
  })
})

test('a verdict looks the same wherever it stands', async () => {
  const result = resultOf('a.b', {
    verdict: 'fail',
    known: { reason: 'fixed in March', issue: null, until: null },
  })
  const where = await onDisk(await htmlOf(runWith(result), { base: runWith(resultOf('a.b')) }))
  const places = [
    ['#/checks', '.row .badge', 'known'],
    ['#/check/staging/a.b', '.outcome .badge', 'known fail'],
    ['#/compare', '.move .badge:last-child', 'known fail'],
    ['#/matrix', 'td .sign', ''],
  ] as const
  const shapes = new Set<string | null>()
  for (const [hash, selector, words] of places) {
    await visit(
      hash,
      async ({ page }) => {
        const found = page.locator(selector).first()
        await expect.poll(() => found.textContent()).toBe(words)
        shapes.add(await found.locator('.icon path').getAttribute('d'))
      },
      where,
    )
  }
  expect(shapes.size).toBe(1)
})

test.each(['#/nowhere', '#/check/staging/no.such', '#/compare', '#/check/%/x'])(
  '%s is answered with a way on',
  async (hash) => {
    await visit(hash, async ({ page }) => {
      await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('There is nothing here')
      await page.getByRole('link', { name: 'To the summary' }).click()
      await expect.poll(() => page.title()).toBe('Summary · Assay')
    })
  },
)

describe('the navigation', () => {
  const views = ({ page }: Opened) => page.getByRole('navigation').getByRole('link').allTextContents()

  test('of one target alone', async () => {
    await visit('', async (opened) => await expect.poll(() => views(opened)).toEqual(['Summary', 'Laws', 'Checks']))
  })

  test('of several targets beside an earlier run', async () => {
    const [target] = sampleRun.targets
    if (target === undefined) throw new Error('no target')
    const run = { ...sampleRun, targets: [target, { ...target, name: 'other' }] }
    const where = await onDisk(await htmlOf(run, { base: sampleRun }))
    await visit(
      '#/compare',
      async (opened) => {
        await expect.poll(() => views(opened)).toEqual(['Summary', 'Laws', 'Checks', 'Matrix', 'Compare'])
        await expect.poll(() => opened.page.title()).toBe('Compare · Assay')
      },
      where,
    )
  })
})

test('a run without anything is shown too', async () => {
  const where = await onDisk(await htmlOf({ ...runWith(), targets: [] }))
  await visit(
    '',
    async ({ page }) => {
      await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Nothing was judged.')
    },
    where,
  )
  await visit('#/laws', async ({ page }) => await expect.poll(() => page.title()).toBe('Laws · Assay'), where)
})

test('paper shows what is folded and where laws are written', async () => {
  const where = await onDisk(await htmlOf(runWith(resultOf('a.b', { verdict: 'skip', because: 'pkce: absent' }))))
  await visit(
    '',
    async ({ page }) => {
      await page.emulateMedia({ media: 'print' })
      await expect.poll(() => page.getByRole('navigation').isVisible()).toBe(false)
      await page.evaluate('dispatchEvent(new Event("beforeprint"))')
      await expect.poll(() => page.getByText('pkce: absent').isVisible()).toBe(true)
      await page.evaluate('dispatchEvent(new Event("afterprint"))')
      await expect.poll(() => page.locator('details[open]').count()).toBe(0)
      await page.goto(`${where}#/laws`)
      const after = await page.evaluate(
        'getComputedStyle(document.querySelector("a.outward[href]"), "::after").content',
      )
      expect(after).toContain('https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2')
    },
    where,
  )
})
