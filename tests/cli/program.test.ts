import { describe, expect, test } from 'vitest'

import { installed, type Parts } from '../../cli/parts.ts'
import { main } from '../../cli/program.ts'
import { version } from '../../harness/version.ts'
import { fakeIo } from './fake-io.ts'
import { sampleChecks } from './sample-checks.ts'

const parts: Parts = { ...installed, loadChecks: async () => [...sampleChecks] }

async function assay(...argv: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = fakeIo()
  return { code: await main(argv, io, parts), ...io.printed }
}

describe('assay', () => {
  test('--version prints the version', async () => {
    expect(await assay('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
    expect(version).toMatch(/^\d+\.\d+\.\d+/)
  })

  test.each([[], ['run'], ['mock'], ['list'], ['explain'], ['report'], ['diff'], ['known'], ['known', 'add']])(
    '%s --help shows an example and exits 0',
    async (...command) => {
      const { code, stdout, stderr } = await assay(...command, '--help')
      expect(code).toBe(0)
      expect(stderr).toBe('')
      expect(stdout).toMatch(/Examples?:\n {2}assay /)
      expect(stdout).not.toContain('default: []')
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(125)
    },
  )

  test.each([
    [{}, 'assay'],
    [{ npm_command: 'exec' }, 'npx oauth-assay'],
  ])('with the variables %j everything a reader may paste begins with %s', async (env, name) => {
    const texts = [['--help'], [], ['known', 'add', '--help'], ['explain', 'zzzzzzzzzzzzzzzz'], ['doctor']]
    for (const argv of texts) {
      const io = fakeIo({ env })
      await main(argv, io, parts)
      const lines = (io.printed.stdout + io.printed.stderr).split('\n')
      const commands = lines.flatMap(
        (line) => /(?:^Usage: |^ {2}|(?:see|with): )((?:npx oauth-)?assay) /.exec(line)?.[1] ?? [],
      )
      expect(commands.length).toBeGreaterThan(0)
      expect(new Set(commands)).toEqual(new Set([name]))
    }
  })

  test('without a command shows the help and exits 2', async () => {
    const { code, stdout, stderr } = await assay()
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('Usage: assay')
  })

  test.each([
    [['rnu'], "unknown command 'rnu'\n(Did you mean run?)"],
    [['list', '--jsn'], "unknown option '--jsn'\n(Did you mean --json?)"],
    [['mock', '--prot', '1'], "unknown option '--prot'\n(Did you mean --port?)"],
    [['--colour'], "unknown option '--colour'\n(Did you mean --color?)"],
    [['explain'], "missing required argument 'id'"],
    [['list', '--by', 'lwa'], 'no order is called "lwa"; did you mean law?'],
  ])('%j exits 2 and names the nearest', async (argv, message) => {
    const { code, stderr } = await assay(...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})

describe('assay list', () => {
  test('groups by area', async () => {
    const { stdout } = await assay('list', 'code', 'token.json')
    expect(stdout).toBe(
      [
        'code (2)',
        '  code.bound       MUST      The server obeys code.bound',
        '  code.single-use  MUST      The server obeys code.single-use',
        '',
        'token (1)',
        '  token.json       SHOULD    The server obeys token.json',
        '',
      ].join('\n'),
    )
  })

  test('by law shows sections without a check, unless only some checks are asked for', async () => {
    const { stdout } = await assay('list', '--by', 'law')
    const lines = stdout.split('\n')
    const at = (text: string): number => lines.findIndex((line) => line.includes(text))
    expect(lines[at('Error Response') - 1]).toMatch(/^ {2}§4\.1\.2 .*code\.single-use/)
    expect(lines[at('Error Response')]).toBe('  §4.1.2.1  —         no check         Error Response')
    expect(lines.filter((line) => line.endsWith('no check         Access Token Request'))).toHaveLength(2)
    expect(stdout).toContain('RFC 6749 (4)\n')
    expect(stdout).toContain('RFC 8628 (0)\n')
  })

  test('groups by law, sections in the order of numbers, a check under each of its laws', async () => {
    const { stdout } = await assay('list', '--by', 'law', 'code', 'token')
    expect(stdout).toBe(
      [
        'OAuth 2.1 draft (1)',
        '  §4.1.3    MUST      code.bound       The server obeys code.bound',
        '',
        'OIDC Core 1.0 (1)',
        '  §3.1.2.1  MUST      token.nonce      The server obeys token.nonce',
        '',
        'RFC 6749 (4)',
        '  §4.1      MUST      token.request    The server obeys token.request',
        '  §4.1.2    MUST      code.single-use  The server obeys code.single-use',
        '  §4.1.3    MUST      code.bound       The server obeys code.bound',
        '  §10.2     SHOULD    token.json       The server obeys token.json',
        '',
      ].join('\n'),
    )
  })

  test('--json prints records', async () => {
    const { stdout } = await assay('list', 'token', '--json')
    const records = JSON.parse(stdout) as { id: string }[]
    expect(records.map(({ id }) => id)).toEqual(['token.json', 'token.nonce', 'token.request'])
  })
})

describe('assay explain', () => {
  test('tells everything about a check', async () => {
    expect((await assay('explain', 'code.single-use')).stdout).toBe(
      [
        'code.single-use',
        'The server obeys code.single-use',
        '',
        'law      MUST (RFC 6749 §4.1.2)  https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2',
        'needs    authorization_code',
        'step     first: Redeem the code',
        '         second: Redeem it again',
        'holds    The second answer is an error',
        'caution  Some servers keep tokens.',
        'waits    one second',
        'alone    runs when nothing else does, for it disturbs other checks',
        'run      assay run code.single-use',
        'see red  assay run code.single-use --defect code-reusable',
        '',
      ].join('\n'),
    )
  })

  test('a check of another file is run with that file, and no defect of the mock is promised for it', async () => {
    const own: Parts = { ...installed, loadChecks: async (files) => (files.length === 0 ? [] : [...sampleChecks]) }
    const io = fakeIo()
    await main(['explain', 'code.single-use', '--suite', 'a b.check.ts'], io, own)
    expect(io.printed.stdout).toContain("run      assay run code.single-use --suite 'a b.check.ts'\n")
    expect(io.printed.stdout).toContain('defect   code-reusable\n')
    expect(io.printed.stdout).not.toContain('--defect')
  })

  test('leaves out what a check does not have', async () => {
    const { stdout } = await assay('explain', 'token.nonce')
    expect(stdout).toContain('needs    nothing beyond a target\n')
    expect(stdout).not.toMatch(/^(caution|waits|alone)/m)
  })

  test.each([
    ['code.singel-use', 'did you mean code.single-use?'],
    ['token', 'did you mean token.json, token.nonce, token.request?'],
    ['zzzzzzzzzzzzzzzzzz', 'see: assay list'],
  ])('%s is unknown: %s', async (id, hint) => {
    const { code, stderr } = await assay('explain', id)
    expect(code).toBe(2)
    expect(stderr).toBe(`assay: no check has the id "${id}"; ${hint}\n`)
  })
})
