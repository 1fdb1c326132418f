import type { Check } from '../../harness/check.ts'
import { detect, type Known } from '../../harness/target/capabilities.ts'
import { capabilityNames, type Capability } from '../../harness/target/capability-names.ts'
import { anchor, code, prose, table } from '../catalogue/markdown.ts'
import { checkLink, page } from './register-pages.ts'

/** The page about capabilities: what each asks of a target, and how many checks need it. */
export function capabilitiesPage(checks: readonly Check[]): string {
  const rows = capabilityNames.map((name) => {
    const needing = checks.filter(({ needs }) => needs.includes(name))
    const [first] = needing
    const example = first === undefined ? '' : checkLink(first)
    return [anchor(name) + code(name), String(needing.length), prose(wanted(name)), example]
  })
  return page(
    'Capabilities',
    `What a server can do, and what a target file offers to try it with. A check runs where the target has all it needs; else it is a \`skip\`, and
the reason names the first thing that is missing. Most is found out from the metadata of the server and from the clients of the file;
\`capabilities.add\` and \`capabilities.remove\` of the [target file](target-file.md) correct it. \`assay probe\` says what would unlock most.`,
    table(['capability', 'checks', 'where it is missing, the reason says', 'for example'], rows),
  )
}

const endpoints = [
  'authorization',
  'token',
  'device_authorization',
  'introspection',
  'revocation',
  'userinfo',
  'registration',
]

const nothing: Known = {
  issuer: 'https://login.example',
  metadata: {},
  clients: [],
  scopes: [],
  hasResource: false,
  hasAssertion: false,
  delegates: false,
  hasUser: false,
  hasSecondUser: false,
  entry: {},
  hasPassword: false,
  discovered: false,
}

const withEndpoints: Known = {
  ...nothing,
  metadata: Object.fromEntries(endpoints.map((name) => [`${name}_endpoint`, `https://login.example/${name}`])),
}

/** What detection says at a server that tells nothing, then at one whose endpoints are known and nothing else; both where they differ. */
function wanted(name: Capability): string {
  const said = [nothing, withEndpoints].map((known) => detect(name, known)).filter((answer) => answer !== true)
  const reasons = [...new Set(said)]
  return reasons.length === 0 ? 'every server that is not on this machine has it' : reasons.join('; then: ')
}
