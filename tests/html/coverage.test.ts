import { expect, test } from 'vitest'

import { coverage } from '../../reports/html/client/laws/coverage.ts'
import { sampleRun } from '../reports/sample-run.ts'
import { runWithDocuments } from './material.ts'

test('sections come in the order of the document, covered or not', () => {
  const [document] = coverage(runWithDocuments)

  expect(document?.sections.map(({ section, checks }) => [section, checks.length])).toEqual([
    ['4.1.2', runWithDocuments.checks.length],
    ['4.2', 0],
    ['4.10', 0],
  ])
})

test('a document without a list has the sections that checks cite', () => {
  const [, draft] = coverage(runWithDocuments)
  expect(draft).toMatchObject({ binding: false, sections: [] })

  const [found] = coverage(sampleRun)
  expect(found).toMatchObject({ name: 'RFC 6749', binding: undefined, sections: [{ section: '4.1.2', title: '' }] })
})

test('a check that cites a section twice is there once', () => {
  const [check] = sampleRun.checks
  if (check === undefined) throw new Error('no check')
  const [found] = coverage({ ...sampleRun, checks: [{ ...check, laws: [...check.laws, ...check.laws] }] })

  expect(found?.sections[0]?.checks).toHaveLength(1)
})
