import { loadChecks } from '../../harness/catalogue.ts'
import { allDefects } from '../../mock-server/index.ts'
import { capabilitiesPage } from './capabilities-page.ts'
import { cliPage } from './cli-page.ts'
import { baselinePage, evidencePage, runJsonPage, targetFilePage } from './file-pages.ts'
import { mockFilePage } from './mock-file-page.ts'
import { defectsPage, exitCodesPage, formatsPage, profilesPage } from './register-pages.ts'

const origin = 'This page is made from the code: `node dist/scripts/reference.js`.'

/** The reference as Markdown: file name → page. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  const checks = await loadChecks()
  const pages: readonly (readonly [string, string])[] = [
    ['cli.md', cliPage()],
    ['exit-codes.md', exitCodesPage()],
    ['target-file.md', targetFilePage()],
    ['baseline.md', baselinePage()],
    ['mock-file.md', mockFilePage()],
    ['run-json.md', runJsonPage()],
    ['evidence.md', evidencePage()],
    ['formats.md', formatsPage()],
    ['profiles.md', profilesPage()],
    ['capabilities.md', capabilitiesPage(checks)],
    ['defects.md', defectsPage([...allDefects().values()], checks)],
  ]
  return new Map(pages.map(([name, text]) => [name, text.replace('\n\n', `\n\n${origin}\n\n`)]))
}
