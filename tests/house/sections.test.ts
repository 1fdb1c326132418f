import { expect, test } from 'vitest'

import { checkFacts, loadChecks } from '../../harness/catalogue.ts'
import { documentFacts } from '../../harness/document-facts.ts'

test('a section that a check cites is among those of its document, where these are listed', async () => {
  const checks = (await loadChecks()).map(checkFacts)
  const documents = documentFacts('oauth-2.1', checks)

  const unnamed = checks.flatMap(({ id, laws }) =>
    laws
      .filter(({ document, section }) => {
        const listed = documents.find(({ name }) => name === document)?.sections ?? []
        return listed.length > 0 && !listed.some((each) => each.section === section)
      })
      .map(({ document, section }) => `${id}: ${document} §${section}`),
  )

  expect(documents.filter(({ sections }) => sections.length > 0).length).toBeGreaterThan(8)
  expect(unnamed).toEqual([])
})

test('a document is in force or not by the profile', async () => {
  const checks = (await loadChecks()).map(checkFacts)
  const inForce = (profile: 'rfc6749' | 'oauth-2.1'): boolean | undefined =>
    documentFacts(profile, checks).find(({ name }) => name === 'OAuth 2.1 draft')?.binding

  expect([inForce('rfc6749'), inForce('oauth-2.1')]).toEqual([false, true])
})
