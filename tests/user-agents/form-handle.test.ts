import { expect, test } from 'vitest'

import { readPage } from '../../harness/user-agents/read-page.ts'
import { isSideForm } from '../../harness/user-agents/side-form.ts'

function formSentTo(action: string) {
  const body = `<form method="post" action="${action}"><button type="submit">Continue</button></form>`
  const { forms } = readPage({ status: 200, headers: [], body, url: 'https://login.example/interaction' })
  const [form] = forms
  if (form === undefined) throw new Error('expected a form')
  return form
}

test.each(['V1StGXR8_Z5jdHi6B-lang-myTNfQ2pXc', 'aV1StGXR8Z5jdHi6-search-BmyTNfQ2pXcU'])(
  'a handle drawn by lot is no word about the form: %s',
  (handle) => expect(isSideForm(formSentTo(`/interaction/${handle}`))).toBe(false),
)

test.each(['/set-lang', '/SearchResultsOfThisSite', '/newsletter?v=2'])('a path with a word in it is: %s', (action) =>
  expect(isSideForm(formSentTo(action))).toBe(true),
)
