import { describe, expect, test } from 'vitest'

import { Output, wantsColor, type Look } from '../../cli/output.ts'
import { fakeIo } from './fake-io.ts'

const sink = (isTTY: boolean) => ({ isTTY, write: () => undefined })

describe('colour', () => {
  test.each<[boolean, Record<string, string>, Look, boolean]>([
    [true, {}, {}, true],
    [false, {}, {}, false],
    [true, { NO_COLOR: '1' }, {}, false],
    [true, { NO_COLOR: '' }, {}, true],
    [true, { TERM: 'dumb' }, {}, false],
    [false, { FORCE_COLOR: '1' }, {}, true],
    [false, { FORCE_COLOR: '' }, {}, true],
    [true, { FORCE_COLOR: '0' }, {}, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, {}, true],
    [true, { FORCE_COLOR: '1' }, { color: false }, false],
    [false, { NO_COLOR: '1' }, { color: true }, true],
  ])('terminal %s, env %j, flags %j: %s', (isTTY, env, look, expected) => {
    expect(wantsColor(sink(isTTY), env, look)).toBe(expected)
  })
})

describe('output', () => {
  test('results and notes go to different streams', () => {
    const io = fakeIo()
    const output = new Output(io)
    output.result('result\n')
    output.note('note')
    expect(io.printed).toEqual({ stdout: 'result\n', stderr: 'note\n' })
  })

  test('a status is written in a terminal, taken away for a note and put back after it', () => {
    const io = fakeIo({ stderrIsTTY: true })
    const output = new Output(io)
    output.status('1 of 2')
    output.note('note')
    output.status('')
    const erase = '\r\u001B[2K'
    expect(io.printed.stderr).toBe(`${erase}1 of 2${erase}note\n${erase}1 of 2${erase}`)
  })

  test('a status fits the line', () => {
    const io = fakeIo({ stderrIsTTY: true })
    new Output(io).status('x'.repeat(200))
    expect(io.printed.stderr).toHaveLength('\r\u001B[2K'.length + 59)
  })

  test.each<[Record<string, string>, boolean]>([
    [{ CI: 'true' }, true],
    [{ TERM: 'dumb' }, true],
    [{}, false],
  ])('no status with env %j and terminal %s', (env, stderrIsTTY) => {
    const io = fakeIo({ env, stderrIsTTY })
    new Output(io).status('1 of 2')
    expect(io.printed.stderr).toBe('')
  })

  test('a dumb terminal gets plain letters', () => {
    expect(new Output(fakeIo({ env: { TERM: 'dumb' } })).ascii).toBe(true)
    expect(new Output(fakeIo()).ascii).toBe(false)
  })
})
