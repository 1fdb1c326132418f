import { describe, expect, it } from 'vitest'
import { readPage } from '../../harness/user-agents/read-page.ts'
import { formAgent } from '../../harness/user-agents/form.ts'
import { ALICE, CLIENT, START, fakeServer, granted, page } from './fake-server.ts'

const LOGIN =
  '<form action=/in method=post><input name=user><input type=password name=pw><button>Log in</button></form>'
const MIB = 1_048_576
const fill = (piece: string, size = 2 * MIB) => piece.repeat(Math.ceil(size / piece.length))

/** Pages made to be slow; the time limit of a test is the proof that they are not. */
const hostile: [string, string][] = [
  ['nesting', fill('<div>')],
  ['nested inline elements', fill('<b>')],
  ['paragraphs in nested divisions', fill('<div><p>')],
  ['nested labels and forms', fill('<label><form>')],
  ['tags closed that were never opened', fill('<a>', 30_000) + fill('</b>')],
  ['inputs outside forms among closed forms', fill('<form></form><input name=user>')],
  ['labels for one id', fill('<label for=i>x</label><input id=i>')],
  ['many forms with one button', fill('<form><button>Allow</button></form>')],
  ['many radios of one name', `<form>${fill('<input type=radio name=u value=alice>')}`],
  ['attributes', `<a ${Array.from({ length: 200_000 }, (_, at) => `a${at}`).join(' ')}>`],
  ['character references', fill('&amp')],
  ['white space', fill(' \n')],
  ['broken comments', fill('<!--')],
  ['scripts of half-open strings', `<script>${fill('location="')}</script>`],
  ['refreshes', fill('<meta http-equiv=refresh content="0;url=\'\'">')],
  ['one long word in a label', `<form><label>${fill('a')}<input name=x></label></form>`],
]

describe('a hostile page', () => {
  it.each(hostile)('of %s ends in an arrival', { timeout: 10_000 }, async (_name, body) => {
    const { fetch } = fakeServer({ 'GET /authorize': page(body) })
    const arrival = await formAgent(fetch).walk(START, { redirectUri: CLIENT, person: ALICE })
    expect(arrival.kind).toBe('page')
  })

  it('of more than 1 MiB is read as far as that, and says so when nothing was found', async () => {
    const late = fakeServer({ 'GET /authorize': page(fill('x ', MIB) + LOGIN) })
    const arrival = await formAgent(late.fetch).walk(START, { redirectUri: CLIENT, person: ALICE })
    expect(arrival).toMatchObject({
      kind: 'page',
      stuck: expect.stringContaining('only the first part of the page was read'),
    })
  })

  it('that is large behind its form is no obstacle', async () => {
    const early = fakeServer({ 'GET /authorize': page(LOGIN + fill('<p>x')), 'POST /in': granted })
    const arrival = await formAgent(early.fetch).walk(START, { redirectUri: CLIENT, person: ALICE })
    expect(arrival.kind).toBe('redirect')
  })

  it('is cut after 20,000 tags', () => {
    const read = readPage({ ...page('<p>'.repeat(20_000) + LOGIN), url: START })
    expect(read.forms).toEqual([])
    expect(read.cut).toBe(true)
    expect(readPage({ ...page('<p>'.repeat(19_000) + LOGIN), url: START }).forms).toHaveLength(1)
  })

  it('runs nothing', async () => {
    const trap = '<script>globalThis.trapped = true</script><img src=x onerror="globalThis.trapped = true">'
    const { fetch, asked } = fakeServer({ 'GET /authorize': page(trap) })
    await formAgent(fetch).walk(START, { redirectUri: CLIENT })
    expect('trapped' in globalThis).toBe(false)
    expect(asked).toHaveLength(1)
  })
})
