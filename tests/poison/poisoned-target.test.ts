import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'

import { defaultClients, defaultUsers } from '../../mock-server/defaults.ts'
import { createMockServer } from '../../mock-server/index.ts'
import { assay, emptyFolder, patience, reportedRun, reportFiles } from '../acceptance/assay.ts'
import { watchIssued } from '../acceptance/issued.ts'
import { Search } from '../acceptance/needles.ts'
import { brief, describeMock, writeTargets } from '../acceptance/target-file.ts'
import { startBrowser } from '../browser/chromium.ts'
import { readXml } from '../reports/well-formed-xml.ts'
import { poisonTenant } from './poison.ts'
import { writtenAnew } from './written.ts'

const commandsOfOurs = /^::(?:(?:error|warning) title=[^:,]+,file=assay\.config\.yaml,line=\d+|notice title=Assay)::/

test(
  'a server that attacks who reports on it: nothing leaks, nothing runs, nothing obeys',
  { timeout: patience },
  async () => {
    const [clients, users] = [defaultClients(), defaultUsers()]
    const mock = await createMockServer({ tenant: { clients, users, lifetimes: brief, defects: ['code-reusable'] } })
    onTestFinished(() => mock.close())
    const issued = watchIssued(mock.tenant)
    const times = poisonTenant(mock.tenant, () => issued)
    const folder = await emptyFolder()
    await writeTargets(folder, [describeMock(mock.issuer, clients, users)])

    const summary = join(folder, 'step-summary.md')
    const inActions = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary }
    const { code, stdout, stderr } = await assay(
      folder,
      ['run', 'authz', 'code', 'token', '--max-wait', '0'],
      inActions,
    )

    expect(code).toBe(1)
    expect(times()).toBeGreaterThan(300)
    const report = join(folder, 'conformance-report')
    const { results } = await reportedRun(folder)
    expect(results.filter(({ verdict }) => verdict === 'error')).toEqual([])
    expect(JSON.stringify(results)).toContain('window.pwned')

    const written = await writtenAnew(report)
    const texts: [string, string][] = [
      ...(await reportFiles(folder)),
      ...[...written].map(([format, { text }]): [string, string] => [format, text]),
      ['stdout', stdout],
      ['stderr', stderr],
    ]
    const search = new Search([...issued].filter((value) => value.length >= 8))
    expect(texts.flatMap(([name, text]) => search.findIn(text).map((found) => `${name}: ${found}`))).toEqual([])

    for (const [name, text] of [
      ['stdout', stdout],
      ['stderr', stderr],
      ['markdown', written.get('markdown')?.text ?? ''],
    ]) {
      const commands = (text ?? '').split(/[\r\n\u2028\u2029]/).filter((line) => /^\s*(?:::|##\[|##vso)/.test(line))
      expect([name, commands.filter((line) => !commandsOfOurs.test(line) && !line.startsWith('::add-mask::'))]).toEqual(
        [name, []],
      )
    }
    for (const [format, { text }] of written) {
      if (/junit/.test(format)) expect(() => readXml(text)).not.toThrow()
      if (/json|ctrf|sarif|har/.test(format)) expect(() => JSON.parse(text) as unknown, format).not.toThrow()
      // An escape that drives terminals, or a text that turns round what follows it.
      // oxlint-disable-next-line no-control-regex
      expect([format, /[\u0000\u001B\u202E\u2066]/.test(text)]).toEqual([format, false])
    }
    await openEverywhere(
      written.get('html')?.file ?? '',
      results.filter(({ verdict }) => verdict !== 'pass'),
    )
  },
)

/** Opens a report from disk, and the page of each of these results, and sees that nothing of the server's ran. */
async function openEverywhere(file: string, results: readonly { target: string; check: string }[]): Promise<void> {
  const browser = await startBrowser()
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  const seen: string[] = []
  let shown = 0
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => seen.push(`dialog ${dialog.message()}`)))
  page.on('request', (request) => void (/^(?:file|data|blob):/.test(request.url()) || seen.push(request.url())))
  page.on('pageerror', (error) => void seen.push(error.message))
  const address = pathToFileURL(file).href
  for (const place of ['/', '/laws', '/checks', ...results.slice(0, 40).map(placeOf)]) {
    await page.goto(`${address}#${place}`)
    await page.locator('main').waitFor()
    if ((await page.locator('main').innerText()).includes('window.pwned')) shown += 1
    expect([place, await page.evaluate('window.pwned')]).toEqual([place, undefined])
    expect([place, await page.locator('main script, main img[src^="x"], main svg[onload]').count()]).toEqual([place, 0])
  }
  expect(shown).toBeGreaterThan(0)
  expect(seen).toEqual([])
}

function placeOf({ target, check }: { target: string; check: string }): string {
  return `/check/${encodeURIComponent(target)}/${encodeURIComponent(check)}`
}
