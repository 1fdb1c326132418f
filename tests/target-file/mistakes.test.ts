import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilityNames } from '../../harness/target/capability-names.ts'
import { loadConfig } from '../../harness/target/config/load.ts'
import { ConfigError, formatProblem } from '../../harness/target/config/problem.ts'
import { type ConfigFolder, configFolder, places, refusal } from './config-folder.ts'

let folder: ConfigFolder
beforeAll(async () => {
  folder = await configFolder()
})
afterAll(() => folder.remove())

const problemsOf = async (text: string) => refusal(loadConfig(await folder.write('assay.config.yaml', text), {}))

const fiveMistakes = `profile: oauth-2.0
targets:
  - name: staging
    issuer: https://login.example/?tenant=1
    clients:
      web:
        clientId: web
        client_secret: \${env:WEB_SECRET}
    limits: { concurrency: four }
`

test('a file with five different mistakes gives five messages, each with its place and its fix', async () => {
  const problems = await problemsOf(fiveMistakes)
  const lines = problems.map((problem) => formatProblem({ ...problem, file: 'assay.config.yaml' }))
  expect(lines).toEqual([
    'assay.config.yaml:1:10  profile: expected one of oauth2, rfc6749, rfc9700, oauth-2.1, got "oauth-2.0"\n' +
      '    did you mean oauth-2.1?',
    'assay.config.yaml:4:13  targets[0].issuer: expected an issuer without query (RFC 8414 section 2), got one with\n' +
      '    remove the query',
    'assay.config.yaml:7:9  targets[0].clients.web.clientId: unknown key; did you mean client_id?',
    'assay.config.yaml:8:24  targets[0].clients.web.client_secret: the environment variable WEB_SECRET is not set\n' +
      '    set WEB_SECRET, in the environment or in .env beside this file, or give a default: ${env:WEB_SECRET:-value}',
    'assay.config.yaml:9:28  targets[0].limits.concurrency: expected a whole number, got "four"\n' +
      '    write digits, without quotes; what a ${…} reference holds is always text',
  ])
})

test('the error says it all by itself', async () => {
  const file = await folder.write('assay.config.yaml', fiveMistakes)
  const error = await loadConfig(file, {}).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(ConfigError)
  expect(error).toMatchObject({ name: 'ConfigError', code: 'config', problems: { length: 5 } })
  expect(String(error)).toContain('clientId: unknown key; did you mean client_id?')
})

/** Written below a sound target, so line 3 is the first of each case. */
const target = 'targets:\n  - issuer: https://login.example\n'

describe('shape', () => {
  test.each([
    [
      'unknown key, few allowed',
      '    resource: { url: "https://a.example", verb: GET }',
      '3:43  targets[0].resource.verb: unknown key',
    ],
    ['nothing after a key', '    clients:', '3:13  targets[0].clients: expected keys and values, got nothing'],
    [
      'number for text',
      '    users: { al: { username: 12 } }',
      '3:30  targets[0].users.al.username: expected text, got 12',
    ],
    ['text for a list', '    scopes: read', '3:13  targets[0].scopes: expected a list, got "read"'],
    ['list for a mapping', '    clients: [web]', '3:14  targets[0].clients: expected keys and values, got a list'],
    ['text for a boolean', '    confirm: yes', '3:14  targets[0].confirm: expected true or false, got "yes"'],
    ['below the least', '    limits: { gap_ms: -1 }', '3:23  targets[0].limits.gap_ms: expected at least 0, got -1'],
    [
      'above the most',
      '    limits: { max_redirects: 101 }',
      '3:30  targets[0].limits.max_redirects: expected at most 100, got 101',
    ],
    ['fraction', '    lifetimes: { code: 1.5 }', '3:24  targets[0].lifetimes.code: expected a whole number, got 1.5'],
    [
      'unlisted capability',
      '    capabilities: { add: [pkec] }',
      `3:27  targets[0].capabilities.add[0]: expected one of ${capabilityNames.length} names, got "pkec"`,
    ],
    [
      'repeated item',
      '    scopes: [a, b, a]',
      '3:20  targets[0].scopes[2]: "a" stands in this list already, as item 1',
    ],
    [
      'unlisted grant type',
      '    clients: { w: { client_id: w, grant_types: [device_code] } }',
      '3:49  targets[0].clients.w.grant_types[0]: expected a registered grant type or the absolute URI of an extension grant, got "device_code"',
    ],
    [
      'scope with a quote',
      "    scopes: ['a\"b']",
      '3:14  targets[0].scopes[0]: expected one scope value without spaces (RFC 6749 section 3.3), got "a\\"b"',
    ],
    [
      'odd client name',
      '    clients: { 1st: { client_id: w } }',
      '3:16  targets[0].clients.1st: expected a name of letters, digits, _ and -, starting with a letter, got "1st"',
    ],
    [
      'half a step',
      '    login: { steps: [{ fill: "#u" }] }',
      '3:22  targets[0].login.steps[0]: expected one of { fill, with }, { check } and { click }, got keys and values',
    ],
    [
      'two steps in one',
      '    login: { steps: [{ click: a, check: b }] }',
      '3:22  targets[0].login.steps[0]: expected one of { fill, with }, { check } and { click }, got keys and values',
    ],
    [
      'required key missing',
      '    clients: { w: { scope: a } }',
      '3:16  targets[0].clients.w.client_id: this key is required and missing',
    ],
    [
      'line break in a header',
      '    headers: { X-Test: "a\\nb" }',
      '3:24  targets[0].headers.X-Test: expected a header value without line breaks, got text',
    ],
    [
      'header name',
      '    headers: { "X Test": a }',
      '3:16  targets[0].headers["X Test"]: expected a header name (RFC 9110 section 5.6.2), got "X Test"',
    ],
  ])('%s', async (_, line, expected) => {
    expect(places(await problemsOf(`${target}${line}\n`), folder.path)).toEqual([`assay.config.yaml:${expected}`])
  })

  test('an unknown key without a likeness lists what is allowed', async () => {
    const [problem] = await problemsOf(`${target}    resource: { url: "https://a.example", verb: GET }\n`)
    expect(problem?.fix).toBe('allowed here: url, method, scope, scope_other, write')
  })

  test.each([
    ['the root is a list', '- a\n', '1:1  expected keys and values, got something else'],
    ['no targets', 'profile: oauth2\n', '1:1  targets: this key is required and missing'],
    ['an empty list', 'targets: []\n', '1:10  targets: expected at least 1 item, got a list'],
    ['a target without issuer', 'targets:\n  - name: a\n', '2:5  targets[0].issuer: this key is required and missing'],
  ])('%s', async (_, text, expected) => {
    expect(places(await problemsOf(text), folder.path)).toEqual([`assay.config.yaml:${expected}`])
  })

  test('a prototype key is an unknown key like any other', async () => {
    const problems = await problemsOf(`${target}    __proto__: { issuer: x }\n`)
    expect(places(problems, folder.path)).toEqual(['assay.config.yaml:3:5  targets[0].__proto__: unknown key'])
  })
})

test('messages show no secret, wherever it is mistaken', async () => {
  const text = `${target}    clients:
      a: { client_id: a, client_secret: 8675309424242 }
      b: { client_id: b, client_secrt: hunter2hunter2 }
    users: { al: { username: a, password: [hunter2hunter2] } }
    resource: { url: "\${env:HIDDEN}" }
`
  const file = await folder.write('assay.config.yaml', text)
  const problems = await refusal(loadConfig(file, { HIDDEN: 'hunter2hunter2' }))
  const said = problems.map(formatProblem).join('\n')
  expect(problems).toHaveLength(4)
  expect(said).not.toMatch(/hunter2|8675309/)
  expect(said).toContain('got what ${env:HIDDEN} holds')
})
