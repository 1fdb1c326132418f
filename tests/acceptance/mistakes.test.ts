import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { assay, emptyFolder, patience } from './assay.ts'

const mistaken = `targets:
  - name: staging
    scops: [read]
    issuer: 127.0.0.1:4000
    clients:
      web:
        client_id: web
        client_secret: a-secret-of-the-web
        token_endpoint_auth_method: client_secret_bsic
        redirect_uris: https://app.example/callback
    lifetimes:
      code: two
`

describe('a target file with five mistakes', { timeout: patience }, () => {
  test('is told all five at once, each with its place; nothing is sent, nothing is written: exit 2', async () => {
    const folder = await emptyFolder()
    await writeFile(join(folder, 'assay.config.yaml'), mistaken)

    const { code, stdout, stderr } = await assay(folder, ['run'])

    const problems = stderr.split('\n').filter((line) => /assay\.config\.yaml:\d+:\d+/.test(line))
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(problems.map((line) => /:(\d+):\d+/.exec(line)?.[1])).toEqual(['3', '4', '9', '10', '12'])
    expect(stderr).toContain('did you mean scopes?')
    expect(stderr).toContain('did you mean client_secret_basic?')
    expect(stderr).not.toContain('a-secret-of-the-web')
    expect(stderr).not.toMatch(/^\s+at /m)
    expect((await readdir(folder)).toSorted()).toEqual(['.git', 'assay.config.yaml'])
  })

  test('that is no YAML says where it ends to be one', async () => {
    const folder = await emptyFolder()
    await writeFile(join(folder, 'assay.config.yaml'), 'targets:\n  - name: "staging\n')

    const { code, stderr } = await assay(folder, ['run'])

    expect(code).toBe(2)
    expect(stderr).toMatch(/assay\.config\.yaml:\d+:\d+/)
  })
})

describe('a command line that means nothing is told the nearest word that does: exit 2', { timeout: patience }, () => {
  test.each([
    [['run', '--profil', 'rfc6749'], /--profile/],
    [['run', '--profile', 'rfc6479'], /did you mean rfc6749\?/],
    [['run', 'code.singel-use'], /did you mean code\.single-use\?/],
    [['run', '--defect', 'code-reusabel'], /did you mean code-reusable\?/],
    [['rum'], /did you mean run\?/i],
    [['run', '--config', 'missing.yaml'], /missing\.yaml/],
    [['run', '--target', 'staging'], /--config/],
    [['run', '--max-wait', 'long'], /--max-wait/],
    [['run', '--suite', 'missing.check.ts'], /missing\.check\.ts/],
  ])('%j', async (argv, hint) => {
    const folder = await emptyFolder()

    const { code, stdout, stderr } = await assay(folder, argv)

    expect(stderr).toMatch(hint)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect([code, stdout]).toEqual([2, ''])
    expect(await readdir(folder)).toEqual(['.git'])
  })
})
