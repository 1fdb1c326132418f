import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readBody } from '../../harness/http/read-body.ts'

const body = (): AsyncIterable<Buffer> => Readable.from([Buffer.from([0x6e, 0xe9])])

test.each([
  ['text/html; charset=ISO-8859-1', 'né'],
  ['text/html;charset="windows-1251"', 'nй'],
  ['text/html', 'n\uFFFD'],
  ['text/html; charset=no-such', 'n\uFFFD'],
  ['application/json; charset=iso-8859-1', 'n\uFFFD'],
])('a body of %s is read as %s', async (type, wanted) => {
  expect(await readBody(body(), undefined, 100, type)).toBe(wanted)
})
