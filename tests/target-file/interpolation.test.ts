import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadConfig } from '../../harness/target/config/load.ts'
import { type ConfigFolder, configFolder, places, refusal } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
  await folder.write('secret.txt', 'from-a-file\r\n\n')
  await folder.write('keys/ca.pem', '-----BEGIN CERTIFICATE-----\n')
  await folder.write('keys/client.jwks.json', JSON.stringify({ keys: [{ kty: 'oct', k: 'cHJpdmF0ZS1rZXk' }] }))
})
afterAll(() => folder.remove())

const start = 'targets:\n  - issuer: http://127.0.0.1:4000\n'

const load = async (text: string, environment: Record<string, string> = {}) =>
  loadConfig(await folder.write('a.yaml', text), environment)

/** What a value of a token parameter becomes. */
async function valueOf(written: string, environment: Record<string, string> = {}): Promise<string | undefined> {
  const { config } = await load(`${start}    token_parameters:\n      audience: ${written}\n`, environment)
  return config.targets[0]?.token_parameters['audience']
}

describe('references', () => {
  test.each([
    ['${env:NAME}', 'value'],
    ['"${env:NAME}"', 'value'],
    ["'${env:NAME}'", 'value'],
    ['before-${env:NAME}-after', 'before-value-after'],
    ['${env:NAME}${env:OTHER}', 'valuesecond'],
    ['${env:NAME:-fallback}', 'value'],
    ['${env:UNSET:-fallback}', 'fallback'],
    ['${env:EMPTY:-fallback}', 'fallback'],
    ['${env:UNSET:-}', ''],
    ['${env:UNSET:-http://a.example:80/x}', 'http://a.example:80/x'],
    ['${file:secret.txt}', 'from-a-file'],
    ['${file:./secret.txt}', 'from-a-file'],
    ['$${env:NAME}', '${env:NAME}'],
    ['a$$b', 'a$b'],
    ['a$b', 'a$b'],
    ['$$$$', '$$'],
    ['costs 5$', 'costs 5$'],
    ['$$$${env:NAME}', '$${env:NAME}'],
    ['$$${env:NAME}', '$value'],
  ])('%s becomes %j', async (written, value) => {
    expect(await valueOf(written, { NAME: 'value', OTHER: 'second', EMPTY: '' })).toBe(value)
  })

  test('a value cannot change the structure, nor refer further', async () => {
    expect(await valueOf('${env:NAME}', { NAME: 'x\nprofile: rfc6749' })).toBe('x\nprofile: rfc6749')
    expect(await valueOf('${env:NAME}', { NAME: '${env:NAME}$$' })).toBe('${env:NAME}$$')
  })

  test('keys are left alone', async () => {
    const { config } = await load(`${start}    token_parameters: { "\${env:NAME}": x }\n`, { NAME: 'value' })
    expect(config.targets[0]?.token_parameters).toEqual({ '${env:NAME}': 'x' })
  })

  test('the text of a key set becomes a key set', async () => {
    const { config } = await load(
      `${start}    clients: { w: { client_id: w, jwks: "\${file:keys/client.jwks.json}" } }\n`,
    )
    expect(config.targets[0]?.clients['w']?.jwks).toEqual({ keys: [{ kty: 'oct', k: 'cHJpdmF0ZS1rZXk' }] })
  })

  test('a file counts from the folder of the target file, not from the working directory', async () => {
    const file = await folder.write('below/b.yaml', `${start}    tls: { ca: "\${file:../keys/ca.pem}" }\n`)
    const { config } = await loadConfig(file, {})
    expect(config.targets[0]?.tls.ca).toBe('-----BEGIN CERTIFICATE-----')
  })
})

describe('references that fail', () => {
  test('all are told together, each where it stands', async () => {
    const text = `${start}    clients:
      a: { client_id: "\${env:ID}", client_secret: "x-\${env:ONE}-\${env:TWO}" }
    token_parameters:
      audience: \${file:absent.txt}
      extra: \${NAME}
      more: \${env:EMPTY}
      open: a\${env:NAME
      deep: \${env:A:-\${env:B}}
`
    const problems = await refusal(load(text, { EMPTY: '' }))
    expect(places(problems, folder.path)).toEqual([
      'a.yaml:4:24  targets[0].clients.a.client_id: the environment variable ID is not set',
      'a.yaml:4:54  targets[0].clients.a.client_secret: the environment variable ONE is not set',
      'a.yaml:4:65  targets[0].clients.a.client_secret: the environment variable TWO is not set',
      'a.yaml:6:17  targets[0].token_parameters.audience: the file absent.txt cannot be read: no such file',
      'a.yaml:7:14  targets[0].token_parameters.extra: ${NAME} is not a reference',
      'a.yaml:8:13  targets[0].token_parameters.more: the environment variable EMPTY is empty',
      'a.yaml:9:14  targets[0].token_parameters.open: a reference opens with ${ and is never closed',
      'a.yaml:10:13  targets[0].token_parameters.deep: a reference stands inside another',
    ])
    expect(problems[4]?.fix).toContain('did you mean ${env:NAME}?')
  })

  test('the unfilled value is not judged as well', async () => {
    const problems = await refusal(load('targets:\n  - issuer: ${env:ISSUER}\n'))
    expect(places(problems, folder.path)).toEqual([
      'a.yaml:2:13  targets[0].issuer: the environment variable ISSUER is not set',
    ])
  })

  test('a filled value of the wrong form is told without its text', async () => {
    const [problem] = await refusal(load('targets:\n  - issuer: ${env:ISSUER}\n', { ISSUER: 'not-a-url' }))
    expect(problem?.message).toBe('expected an absolute http or https URL, got what ${env:ISSUER} holds')
  })
})
